/** Networks as files: what visavis itself writes in ONNX. */
@NullMarked
package io.visavis.avatar.onnx;

import org.jspecify.annotations.NullMarked;
