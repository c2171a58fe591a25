@org.jspecify.annotations.NullMarked
package io.visavis.render.compare;
