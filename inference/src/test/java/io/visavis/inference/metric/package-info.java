@org.jspecify.annotations.NullMarked
package io.visavis.inference.metric;
