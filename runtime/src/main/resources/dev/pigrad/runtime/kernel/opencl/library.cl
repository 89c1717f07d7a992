// What the stages of generated programs call. A group of LSIZE work-items works on one tile; with
// LSIZE = 1 (a processor's core) barriers vanish and blocks are vectors of 16, else (a GPU) blocks
// stand in registers and their operands in local memory. A core's functions are compiled one by
// one: inlined into the kernel they take the driver several times as long, and run no faster.
//
// Matrices are packed in panels of 16 rows: entry (i, k) of an (m, n) matrix at
// panel[i / 16][k][i % 16], rows past m are zero; behind them the same of the transposed matrix.

#define PANEL 16
#define PADDED(n) (((n) + PANEL - 1) / PANEL * PANEL)
#define ALIGNED __attribute__((aligned(64)))

#if LSIZE == 1
#define OUTLINED __attribute__((noinline))
#define BEGIN_STAGES _Pragma("clang attribute push(OUTLINED, apply_to = function)")
#define END_STAGES _Pragma("clang attribute pop")
#define LID 0
#define SYNC
#define FIRST
#define EACH_ENTRY(rows, width) \
  for (int r = 0; r < (rows); r++) for (int j = 0; j < (width); j++)
#else
#define OUTLINED
#define BEGIN_STAGES
#define END_STAGES
#define LID ((int)get_local_id(0))
#define SYNC barrier(CLK_GLOBAL_MEM_FENCE | CLK_LOCAL_MEM_FENCE)
#define FIRST if (LID == 0)
#define EACH_ENTRY(rows, width)                                                       \
  for (int entry_ = LID, r = 0, j = 0;                                                \
       r = entry_ / (width), j = entry_ - r * (width), entry_ < (rows) * (width);     \
       entry_ += LSIZE)
#endif

#define QUANTITY_LOG_PROB 0
#define QUANTITY_OLD_LOG_PROB 1
#define QUANTITY_ENTROPY 2
#define QUANTITY_KL 3
#define QUANTITY_VALUE 4
#define QUANTITY_OLD_VALUE 5
#define QUANTITY_ADVANTAGE 6
#define QUANTITY_RETURN_TARGET 7
#define QUANTITY_WEIGHT 8
#define QUANTITIES 9

// Where a policy and a surrogate meet: one number per row.
typedef struct {
  ALIGNED float value[QUANTITIES][TILE_ROWS];
  ALIGNED float cotangent[QUANTITIES][TILE_ROWS];
  ALIGNED float tangent[QUANTITIES][TILE_ROWS];
  ALIGNED float cotangentTangent[QUANTITIES][TILE_ROWS];
  // outputs of the policy, then what else the surrogate names: EXTRA_i says which
  ALIGNED float output[FURTHER][TILE_ROWS];
  ALIGNED float outputCotangent[FURTHER][TILE_ROWS];
  ALIGNED float outputTangent[FURTHER][TILE_ROWS];
  ALIGNED float outputCotangentTangent[FURTHER][TILE_ROWS];
  ALIGNED float end[16];
} Step;

#define STAGE_OF(Tile)                                                                    \
  const int rows, __global Tile *restrict tile, __global Step *restrict step,             \
      __global const float *restrict theta, __global const float *restrict direction,     \
      __global float *restrict gradient, __global const float *restrict constants,        \
      __local float *scratch
#define POLICY_STAGE STAGE_OF(Policy)
#define SURROGATE_STAGE STAGE_OF(Surrogate)

// ── Functions of a number ────────────────────────────────────────────────────────────────────────

// Without a branch, so that loops over them become vectors; NaN stays NaN.
static inline float maximum(float x, float y) { return x > y || x != x ? x : y; }
static inline float minimum(float x, float y) { return x < y || x != x ? x : y; }
static inline float signum(float x) { return x > 0 ? 1.0f : x < 0 ? -1.0f : x; }

#define ROUND 0x1.8p23f
#define ROUND_BITS 0x4b400000
#define LOG2_E 0x1.715476p0f
#define LN2 0x1.62e43p-1f
#define LN2_REST -0x1.05c61p-29f

// e^x = 2^n e^r with n = round(x / ln 2): 2^n in two exact factors, e^r - 1 = r + r^2 Q(r).
static inline float exp_of(float x) {
  const float v = x < -105 ? -105.0f : x > 90 ? 90.0f : x;
  const float rounded = fma(v, LOG2_E, ROUND);
  const float n = rounded - ROUND;
  const float r = fma(n, -LN2_REST, fma(n, -LN2, v));
  float q = fma(r, 0x1.6a495cp-10f, 0x1.1239ap-7f);
  q = fma(q, r, 0x1.5558b4p-5f);
  q = fma(q, r, 0x1.555492p-3f);
  q = fma(q, r, 0x1.fffffcp-2f);
  const float power = fma(q, r * r, r) + 1;
  const int exponent = as_int(rounded) - ROUND_BITS;
  const int half_ = exponent >> 1;
  return power * as_float((half_ + 127) << 23) * as_float((exponent - half_ + 127) << 23);
}

// e^x - 1 = 2^n (e^r - 1) + (2^n - 1).
static inline float expm1_of(float x) {
  const float v = x < -30 ? -30.0f : x > 90 ? 90.0f : x;
  const float rounded = fma(v, LOG2_E, ROUND);
  const float n = rounded - ROUND;
  const float high = fma(n, -LN2, v);
  const float low = n * -LN2_REST;
  const float r = high + low;
  float q = fma(r, 0x1.6b9caap-10f, 0x1.12256p-7f);
  q = fma(q, r, 0x1.5556f2p-5f);
  q = fma(q, r, 0x1.5554b4p-3f);
  q = fma(q, r, 0x1.fffffep-2f);
  q = fma(q, r * r, low) + high;
  const int exponent = as_int(rounded) - ROUND_BITS;
  const int most = exponent < 127 ? exponent : 127;
  const float scale = as_float((most + 127) << 23);
  return fma(q, scale, scale - 1) * as_float((exponent - most + 127) << 23);
}

// |tanh x| = -E / (E + 2) with E = exp(-2|x|) - 1.
static inline float tanh_of(float x) {
  const float magnitude = fabs(x);
  const float e = expm1_of(-2 * (magnitude > 10 ? 10.0f : magnitude));
  const float t = -e / (e + 2);
  return x < 0 ? -t : t;
}

// 1 / (1 + e^-x) from e = exp(-|x|).
static inline float sigmoid(float x) {
  const float e = exp_of(-fabs(x));
  return (x < 0 ? e : 1.0f) / (1 + e);
}

// log x = n ln 2 + log(1 + f), log(1 + f) = f - f^2 / 2 + f^3 P(f).
static inline float log_of(float x) {
  const bool isSubnormal = x < 0x1p-126f;
  const float normal = isSubnormal ? x * 0x1p24f : x;
  const int bits = as_int(normal);
  const int exponent = (bits - 0x3f3504f3) >> 23;
  const float f = as_float(bits - (exponent << 23)) - 1;
  const float n = (float)exponent - (isSubnormal ? 24.0f : 0.0f);
  float p = fma(f, -0x1.38d4fcp-4f, 0x1.0568b4p-3f);
  p = fma(p, f, -0x1.0d84ccp-3f);
  p = fma(p, f, 0x1.22d7d2p-3f);
  p = fma(p, f, -0x1.54721ap-3f);
  p = fma(p, f, 0x1.99a028p-3f);
  p = fma(p, f, -0x1.000228p-2f);
  p = fma(p, f, 0x1.555554p-2f);
  float sum = fma(n, LN2_REST, p * f * (f * f));
  sum = fma(f * f, -0.5f, sum);
  sum = fma(n, LN2, f + sum);
  const float finite = x < INFINITY ? sum : x;
  return x < 0 ? NAN : x == 0 ? -INFINITY : finite;
}

// log(1 + e^x) = max(x, 0) + log(1 + e), e = exp(-|x|): 2 artanh(t / 2) with t = e / (1 + e / 2).
static inline float softplus(float x) {
  const float e = exp_of(-fabs(x));
  const float t = e / fma(e, 0.5f, 1.0f);
  const float s = t * t;
  float p = fma(s, 0x1.1ecb7p-11f, 0x1.1ec00ap-9f);
  p = fma(p, s, 0x1.99d1cep-7f);
  p = fma(p, s, 0x1.555502p-4f);
  return (x < 0 ? 0.0f : x) + fma(p * s, t, t);
}

// B_2k / 2k, for the asymptotic series of the derivatives of log gamma.
__constant float BERNOULLI_PART[4] = {1.0f / 12, -1.0f / 120, 1.0f / 252, -1.0f / 240};

// psi(x) = log x - 1 / 2x - sum B_2k / (2k x^2k), after steps of psi(x) = psi(x + 1) - 1 / x.
static float digamma(float x) {
  float sum = 0;
  for (; x < 8; x += 1) {
    sum -= 1 / x;
  }
  float tail = 0;
  for (int k = 3; k >= 0; k--) {
    tail = (tail + BERNOULLI_PART[k]) / (x * x);
  }
  return sum + (log(x) - 0.5f / x - tail);
}

// zeta(s, x) = sum (x + k)^-s by Euler and Maclaurin.
static float hurwitz_zeta(int s, float x) {
  float sum = 0;
  for (; x < 8; x += 1) {
    sum += pown(x, -s);
  }
  const float power = pown(x, -s);
  float tail = x * power / (s - 1) + 0.5f * power;
  float factor = s * power / x / 2;
  const float bernoulli[4] = {1.0f / 6, -1.0f / 30, 1.0f / 42, -1.0f / 30};
  for (int k = 1; k <= 4; k++) {
    tail += bernoulli[k - 1] * factor;
    factor *= (s + 2.0f * k - 1) * (s + 2.0f * k) / ((2.0f * k + 1) * (2.0f * k + 2)) / (x * x);
  }
  return sum + tail;
}

static float polygamma(int order, float x) {
  if (!(x > 0)) {
    return NAN;
  }
  if (order == 0) {
    return digamma(x);
  }
  float factorial = 1;
  for (int k = 2; k <= order; k++) {
    factorial *= k;
  }
  return (order % 2 == 0 ? -factorial : factorial) * hurwitz_zeta(order + 1, x);
}

// P(a, x), the regularised incomplete gamma function: a series, a continued fraction.
static float gamma_distribution(float a, float x) {
  const float power = exp(a * log(x) - x - lgamma(a));
  if (x < a + 1) {
    float term = 1 / a;
    float sum = term;
    for (int n = 1; n < 1000 && term > sum * 0x1p-25f; n++) {
      term *= x / (a + n);
      sum += term;
    }
    return power * sum;
  }
  float b = x + 1 - a;
  float c = 1e30f;
  float d = 1 / b;
  float fraction = d;
  float factor = 0;
  for (int n = 1; n < 1000 && fabs(factor - 1) > 0x1p-23f; n++) {
    b += 2;
    d = 1 / (b - n * (n - a) * d);
    c = b - n * (n - a) / c;
    factor = c * d;
    fraction *= factor;
  }
  return 1 - power * fraction;
}

// The x with P(a, x) = p: Newton's steps in log x, between bounds.
static float gammaQuantile(float a, float p) {
  if (!(a > 0 && p > 0 && p < 1)) {
    return NAN;
  }
  float low = -INFINITY;
  float high = INFINITY;
  float y = a < 1 ? (log(p) + lgamma(a + 1)) / a : log(a);
  for (int step = 0; step < 60; step++) {
    const float x = exp(y);
    const float error = gamma_distribution(a, x) - p;
    if (error > 0) {
      high = y;
    } else {
      low = y;
    }
    float next = y - error / exp(a * y - x - lgamma(a));
    if (!(next > low && next < high)) {
      next = isinf(low) ? y - 1 - fabs(y) : isinf(high) ? y + 1 : 0.5f * (low + high);
    }
    if (fabs(next - y) <= 0x1p-23f * fmax(1.0f, fabs(y))) {
      break;
    }
    y = next;
  }
  return exp(y);
}

// x^p; generated text names the exponent first.
static inline float power_of(float p, float x) { return pow(x, p); }

#undef pow
#undef exp
#undef expm1
#undef tanh
#undef log
#define pow(p, x) power_of(p, x)
#define exp(x) exp_of(x)
#define expm1(x) expm1_of(x)
#define tanh(x) tanh_of(x)
#define log(x) log_of(x)

// ── Rows ─────────────────────────────────────────────────────────────────────────────────────────

OUTLINED static void clear(__global float *array, int count) {
  for (int i = LID; i < count; i += LSIZE) {
    array[i] = 0;
  }
  SYNC;
}

static void copy_run(__global const float *source, __global float *target, int count) {
  for (int i = 0; i < count; i++) {
    target[i] = source[i];
  }
}

static void fill_run(float value, __global float *target, int count) {
  for (int i = 0; i < count; i++) {
    target[i] = value;
  }
}

// The row of the columns that is row i of the batch.
static inline int row_of(__global const int *selected, int i) { return selected ? selected[i] : i; }

OUTLINED static void load_rows(
    __global const float *column, int width, __global const int *selected, int first, int rows,
    __global float *target) {
  EACH_ENTRY(rows, width) {
    target[r * width + j] = column[row_of(selected, first + r) * width + j];
  }
  SYNC;
}

// The same of an index: the first row where it is none of its choices goes to *wrong.
OUTLINED static void load_choices(
    __global const float *column, int range, __global const int *selected, int first, int rows,
    __global float *target, int base, __global int *wrong) {
  for (int r = LID; r < rows; r += LSIZE) {
    const float choice = column[row_of(selected, first + r)];
    const bool isChoice = choice >= 0 && choice < range && choice == rint(choice);
    target[r] = isChoice ? choice : 0;
    if (!isChoice) {
      atomic_min(wrong, base + first + r);
    }
  }
  SYNC;
}

OUTLINED static void store_rows(
    __global const float *source, int width, __global const int *selected, int first, int rows,
    __global float *column) {
  EACH_ENTRY(rows, width) {
    column[row_of(selected, first + r) * width + j] = source[r * width + j];
  }
  SYNC;
}

OUTLINED static void sum_rows(__global const float *values, int rows, __global float *sum) {
  FIRST {
    float total = 0;
    for (int r = 0; r < rows; r++) {
      total += values[r];
    }
    *sum = total;
  }
}

// An (m, n) matrix, row after row, from its panels.
OUTLINED static void flatten(__global const float *matrix, int m, int n, __global float *target) {
  EACH_ENTRY(m, n) { target[r * n + j] = matrix[(r / PANEL * n + j) * PANEL + r % PANEL]; }
  SYNC;
}

// ── Products ─────────────────────────────────────────────────────────────────────────────────────

#if LSIZE == 1

static inline void store_panel(float16 v, __global float *target, int count) {
  if (count >= PANEL) {
    vstore16(v, 0, target);
  } else {
    float entries[PANEL];
    vstore16(v, 0, entries);
    for (int i = 0; i < count; i++) {
      target[i] = entries[i];
    }
  }
}

static inline void add_panel(float16 v, __global float *target, int count) {
  if (count >= PANEL) {
    vstore16(vload16(0, target) + v, 0, target);
  } else {
    float entries[PANEL];
    vstore16(v, 0, entries);
    for (int i = 0; i < count; i++) {
      target[i] += entries[i];
    }
  }
}

#define STEP4(c, b)               \
  c##0 = fma((float16)a0, b, c##0); \
  c##1 = fma((float16)a1, b, c##1); \
  c##2 = fma((float16)a2, b, c##2); \
  c##3 = fma((float16)a3, b, c##3)

// y[r] = W x[r] for (m, n) panels W: blocks of 4 rows and 2 panels.
OUTLINED static void panel_product(
    int rows, __global const float *restrict x, int n, __global const float *restrict panels,
    int m, __global float *restrict y, __local float *scratch) {
  int i = 0;
  for (; i + PANEL < m; i += 2 * PANEL) {
    __global const float *p = panels + i * n;
    __global const float *q = p + PANEL * n;
    int r = 0;
    for (; r + 4 <= rows; r += 4) {
      __global const float *u = x + r * n;
      float16 c0 = 0, c1 = 0, c2 = 0, c3 = 0, d0 = 0, d1 = 0, d2 = 0, d3 = 0;
      for (int k = 0; k < n; k++) {
        const float16 b = vload16(k, p);
        const float16 e = vload16(k, q);
        const float a0 = u[k], a1 = u[n + k], a2 = u[2 * n + k], a3 = u[3 * n + k];
        STEP4(c, b);
        STEP4(d, e);
      }
      __global float *t = y + r * m + i;
      vstore16(c0, 0, t);
      vstore16(c1, 0, t + m);
      vstore16(c2, 0, t + 2 * m);
      vstore16(c3, 0, t + 3 * m);
      const int rest = m - i - PANEL;
      store_panel(d0, t + PANEL, rest);
      store_panel(d1, t + m + PANEL, rest);
      store_panel(d2, t + 2 * m + PANEL, rest);
      store_panel(d3, t + 3 * m + PANEL, rest);
    }
    for (; r < rows; r++) {
      float16 c = 0, d = 0;
      for (int k = 0; k < n; k++) {
        const float16 a = x[r * n + k];
        c = fma(a, vload16(k, p), c);
        d = fma(a, vload16(k, q), d);
      }
      vstore16(c, 0, y + r * m + i);
      store_panel(d, y + r * m + i + PANEL, m - i - PANEL);
    }
  }
  if (i < m) {
    __global const float *p = panels + i * n;
    int r = 0;
    for (; r + 4 <= rows; r += 4) {
      __global const float *u = x + r * n;
      float16 c0 = 0, c1 = 0, c2 = 0, c3 = 0;
      for (int k = 0; k < n; k++) {
        const float16 b = vload16(k, p);
        const float a0 = u[k], a1 = u[n + k], a2 = u[2 * n + k], a3 = u[3 * n + k];
        STEP4(c, b);
      }
      __global float *t = y + r * m + i;
      store_panel(c0, t, m - i);
      store_panel(c1, t + m, m - i);
      store_panel(c2, t + 2 * m, m - i);
      store_panel(c3, t + 3 * m, m - i);
    }
    for (; r < rows; r++) {
      float16 c = 0;
      for (int k = 0; k < n; k++) {
        c = fma((float16)x[r * n + k], vload16(k, p), c);
      }
      store_panel(c, y + r * m + i, m - i);
    }
  }
}

// W += sum_r y[r] (x) x[r]: blocks of 4 rows of W and 2 vectors of its columns.
OUTLINED static void accumulate_outer(
    int rows, __global const float *restrict y, int m, __global const float *restrict x, int n,
    __global float *restrict w, __local float *scratch) {
  for (int j = 0; j < n; j += 2 * PANEL) {
    const int rest = n - j;
    int i = 0;
    for (; i + 4 <= m; i += 4) {
      float16 c0 = 0, c1 = 0, c2 = 0, c3 = 0, d0 = 0, d1 = 0, d2 = 0, d3 = 0;
      if (rest > PANEL) {
        for (int r = 0; r < rows; r++) {
          const float16 b = vload16(0, x + r * n + j);
          const float16 e = vload16(0, x + r * n + j + PANEL);
          __global const float *u = y + r * m + i;
          const float a0 = u[0], a1 = u[1], a2 = u[2], a3 = u[3];
          STEP4(c, b);
          STEP4(d, e);
        }
        add_panel(d0, w + i * n + j + PANEL, rest - PANEL);
        add_panel(d1, w + (i + 1) * n + j + PANEL, rest - PANEL);
        add_panel(d2, w + (i + 2) * n + j + PANEL, rest - PANEL);
        add_panel(d3, w + (i + 3) * n + j + PANEL, rest - PANEL);
      } else {
        for (int r = 0; r < rows; r++) {
          const float16 b = vload16(0, x + r * n + j);
          __global const float *u = y + r * m + i;
          const float a0 = u[0], a1 = u[1], a2 = u[2], a3 = u[3];
          STEP4(c, b);
        }
      }
      add_panel(c0, w + i * n + j, rest);
      add_panel(c1, w + (i + 1) * n + j, rest);
      add_panel(c2, w + (i + 2) * n + j, rest);
      add_panel(c3, w + (i + 3) * n + j, rest);
    }
    for (; i < m; i++) {
      float16 c = 0, d = 0;
      for (int r = 0; r < rows; r++) {
        const float16 a = y[r * m + i];
        c = fma(a, vload16(0, x + r * n + j), c);
        if (rest > PANEL) {
          d = fma(a, vload16(0, x + r * n + j + PANEL), d);
        }
      }
      add_panel(c, w + i * n + j, rest);
      if (rest > PANEL) {
        add_panel(d, w + i * n + j + PANEL, rest - PANEL);
      }
    }
  }
}

// sum[j] += sum_r v[r][j].
OUTLINED static void accumulate_rows(
    int rows, __global const float *restrict v, int n, __global float *restrict sum) {
  for (int j = 0; j < n; j += PANEL) {
    float16 c = 0;
    for (int r = 0; r < rows; r++) {
      c += vload16(0, v + r * n + j);
    }
    add_panel(c, sum + j, n - j);
  }
}

#else

// A group of 16 x 16 work-items takes a block of 64 columns and the rows of a tile, or 64 of them.
// Each sums up 4 columns of its rows in registers; DEPTH terms of both operands stand in local
// memory, whose vectors of 4 are one read each: per term 2 reads for 16 multiply-adds.
#define BLOCK 64
#define DEPTH 16
#define STRIDE (BLOCK + 4)
#define ROWS_EACH (TILE_ROWS / 16)

#define STEP_ROWS(count, u)                                        \
  for (int s = 0; s < count; s++) {                                \
    sum[s] = fma((float4)u[s], vload4(column, b + d * STRIDE), sum[s]); \
  }

// y[r] = W x[r] for (m, n) panels W.
OUTLINED static void panel_product(
    int rows, __global const float *restrict x, int n, __global const float *restrict panels,
    int m, __global float *restrict y, __local float *scratch) {
  __local float *a = scratch;
  __local float *b = scratch + DEPTH * STRIDE;
  const int column = LID % 16;
  const int row = LID / 16 * ROWS_EACH;
  for (int i = 0; i < m; i += BLOCK) {
    float4 sum[ROWS_EACH];
    for (int s = 0; s < ROWS_EACH; s++) {
      sum[s] = 0;
    }
    for (int k = 0; k < n; k += DEPTH) {
      for (int e = LID; e < DEPTH * TILE_ROWS; e += LSIZE) {
        const int r = e / DEPTH;
        const int d = e % DEPTH;
        a[d * STRIDE + r] = r < rows && k + d < n ? x[r * n + k + d] : 0;
      }
      for (int e = LID; e < DEPTH * BLOCK; e += LSIZE) {
        const int d = e / PANEL % DEPTH;
        const int j = e / (PANEL * DEPTH) * PANEL + e % PANEL;
        const bool isInside = i + j < PADDED(m) && k + d < n;
        b[d * STRIDE + j] =
            isInside ? panels[((i + j) / PANEL * n + k + d) * PANEL + j % PANEL] : 0;
      }
      SYNC;
      for (int d = 0; d < DEPTH; d++) {
        float u[ROWS_EACH];
        for (int s = 0; s < ROWS_EACH; s++) {
          u[s] = a[d * STRIDE + row + s];
        }
        STEP_ROWS(ROWS_EACH, u);
      }
      SYNC;
    }
    for (int s = 0; s < ROWS_EACH; s++) {
      float v[4];
      vstore4(sum[s], 0, v);
      for (int t = 0; t < 4; t++) {
        const int j = i + 4 * column + t;
        if (row + s < rows && j < m) {
          y[(row + s) * m + j] = v[t];
        }
      }
    }
  }
  SYNC;
}

// W += sum_r y[r] (x) x[r].
OUTLINED static void accumulate_outer(
    int rows, __global const float *restrict y, int m, __global const float *restrict x, int n,
    __global float *restrict w, __local float *scratch) {
  __local float *a = scratch;
  __local float *b = scratch + DEPTH * STRIDE;
  const int column = LID % 16;
  const int row = LID / 16 * 4;
  for (int i = 0; i < m; i += BLOCK) {
    for (int j = 0; j < n; j += BLOCK) {
      float4 sum[4];
      for (int s = 0; s < 4; s++) {
        sum[s] = 0;
      }
      for (int r = 0; r < rows; r += DEPTH) {
        for (int e = LID; e < DEPTH * BLOCK; e += LSIZE) {
          const int d = e / BLOCK;
          const int c = e % BLOCK;
          a[d * STRIDE + c] = r + d < rows && i + c < m ? y[(r + d) * m + i + c] : 0;
          b[d * STRIDE + c] = r + d < rows && j + c < n ? x[(r + d) * n + j + c] : 0;
        }
        SYNC;
        for (int d = 0; d < DEPTH; d++) {
          float u[4];
          vstore4(vload4(0, a + d * STRIDE + row), 0, u);
          STEP_ROWS(4, u);
        }
        SYNC;
      }
      for (int s = 0; s < 4; s++) {
        float v[4];
        vstore4(sum[s], 0, v);
        for (int t = 0; t < 4; t++) {
          const int c = j + 4 * column + t;
          if (i + row + s < m && c < n) {
            w[(i + row + s) * n + c] += v[t];
          }
        }
      }
    }
  }
  SYNC;
}

// sum[j] += sum_r v[r][j].
OUTLINED static void accumulate_rows(
    int rows, __global const float *restrict v, int n, __global float *restrict sum) {
  for (int j = LID; j < n; j += LSIZE) {
    float total = 0;
    for (int r = 0; r < rows; r++) {
      total += v[r * n + j];
    }
    sum[j] += total;
  }
  SYNC;
}

#endif

// y[r] = W x[r], W of m rows and n columns.
#define product(rows, x, weight, m, n, y, scratch) \
  panel_product(rows, x, n, weight, m, y, scratch)

// x[r] = transposed W y[r].
#define transposed_product(rows, y, weight, m, n, x, scratch) \
  panel_product(rows, y, m, (weight) + PADDED(m) * (n), n, x, scratch)
