/**
 * The OpenCL backend: generated stages composed to kernels, a work-group per tile. The only package
 * that names JOCL's classes; {@code Calls} makes every call of OpenCL, and {@code Signals} keeps
 * drivers from handling the virtual machine's signals.
 *
 * <pre>
 *   PassPlan ─ PassText ─ Programs (disk cache) ─ DevicePass
 *   DeviceArray: an array here, its copy there ─ DeviceMemory
 * </pre>
 */
@NullMarked
package dev.pigrad.runtime.kernel.opencl;

import org.jspecify.annotations.NullMarked;
