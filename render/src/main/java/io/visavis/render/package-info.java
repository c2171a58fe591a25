/** Avatar, motion and camera to a picture. */
@NullMarked
package io.visavis.render;

import org.jspecify.annotations.NullMarked;
