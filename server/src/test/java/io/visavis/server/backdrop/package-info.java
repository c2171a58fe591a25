@org.jspecify.annotations.NullMarked
package io.visavis.server.backdrop;
