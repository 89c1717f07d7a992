// Operations on flat vectors, and the packing of parameters. A work-item takes every global-size-th
// entry, so that neighbours read neighbours.

#define PANEL 16
#define PADDED(n) (((n) + PANEL - 1) / PANEL * PANEL)

__kernel void fill(__global float *x, int from, int to, float value) {
  for (int i = from + (int)get_global_id(0); i < to; i += get_global_size(0)) {
    x[i] = value;
  }
}

__kernel void axpy(float a, __global const float *x, __global float *y, int from, int to) {
  for (int i = from + (int)get_global_id(0); i < to; i += get_global_size(0)) {
    y[i] += a * x[i];
  }
}

__kernel void scale(float a, __global float *x, int from, int to) {
  for (int i = from + (int)get_global_id(0); i < to; i += get_global_size(0)) {
    x[i] *= a;
  }
}

// Parts of x y: each a sum and what its roundings lost, by exact products and sums (Ogita, Rump and
// Oishi 2005, Dot2).
__kernel void dot_parts(
    __global const float *x, __global const float *y, int from, int to, __global float *parts) {
  float sum = 0;
  float lost = 0;
  for (int i = from + (int)get_global_id(0); i < to; i += get_global_size(0)) {
    const float product = x[i] * y[i];
    const float productRest = fma(x[i], y[i], -product);
    const float next = sum + product;
    const float part = next - sum;
    lost += (sum - (next - part)) + (product - part) + productRest;
    sum = next;
  }
  parts[2 * get_global_id(0)] = sum;
  parts[2 * get_global_id(0) + 1] = lost;
}

// 0, or NaN where an entry is not finite.
__kernel void finite_parts(__global const float *x, int from, int to, __global float *parts) {
  float nothing = 0;
  for (int i = from + (int)get_global_id(0); i < to; i += get_global_size(0)) {
    nothing += x[i] * 0;
  }
  parts[get_global_id(0)] = nothing;
}

__kernel void adam(
    float beta1, float beta2, float rest1, float rest2, float epsilon, float stepSize,
    float correction, __global float *theta, __global const float *gradient,
    __global float *first, __global float *second, int from, int to) {
  for (int i = from + (int)get_global_id(0); i < to; i += get_global_size(0)) {
    const float g = gradient[i];
    const float m = beta1 * first[i] + rest1 * g;
    const float v = beta2 * second[i] + rest2 * g * g;
    first[i] = m;
    second[i] = v;
    theta[i] -= stepSize * m / (sqrt(v) / correction + epsilon);
  }
}

// Adds up the gradients of the groups, one after the other: the order is always the same.
__kernel void reduce(
    __global const float *gradients, int groups, int stride, int size, float factor,
    __global float *target) {
  for (int i = get_global_id(0); i < size; i += get_global_size(0)) {
    float sum = 0;
    for (int g = 0; g < groups; g++) {
      sum += gradients[g * stride + i];
    }
    target[i] = factor * sum;
  }
}

// The parameters one after the other; a matrix in panels, and once more transposed. The table has
// per parameter: offset in the flat vector, rows, columns (0 for a vector), offset in the packed one.
__kernel void pack(
    __global const float *flat, __global const int *table, int parameters,
    __global float *packed) {
  for (int p = 0; p < parameters; p++) {
    __global const float *source = flat + table[4 * p];
    const int m = table[4 * p + 1];
    const int n = table[4 * p + 2];
    __global float *target = packed + table[4 * p + 3];
    if (n == 0) {
      for (int i = get_global_id(0); i < m; i += get_global_size(0)) {
        target[i] = source[i];
      }
      continue;
    }
    for (int e = get_global_id(0); e < PADDED(m) * n; e += get_global_size(0)) {
      const int i = e / (n * PANEL) * PANEL + e % PANEL;
      const int k = e / PANEL % n;
      target[e] = i < m ? source[i * n + k] : 0;
    }
    target += PADDED(m) * n;
    for (int e = get_global_id(0); e < PADDED(n) * m; e += get_global_size(0)) {
      const int i = e / (m * PANEL) * PANEL + e % PANEL;
      const int k = e / PANEL % m;
      target[e] = i < n ? source[k * n + i] : 0;
    }
  }
}
