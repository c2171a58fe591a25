/**
 * The fast CPU back end: the whole way of a frame in vectors of 4 to 16 lanes. The stages, in
 * order: {@link io.visavis.render.vector.Skinning}, {@link io.visavis.render.vector.CloudPose},
 * {@link io.visavis.render.vector.Project}, {@link io.visavis.render.cpu.DepthSort}, {@link
 * io.visavis.render.vector.SplatRecords}, {@link io.visavis.render.vector.TileRow}, {@link
 * io.visavis.render.vector.Stretch}, {@link io.visavis.render.vector.BlockLists}, {@link
 * io.visavis.render.vector.SightBlend} or {@link io.visavis.render.vector.RuleBlend}, and {@link
 * io.visavis.render.vector.I420Strip} or {@link io.visavis.render.vector.RgbStrip}.
 *
 * <p>Rules of these loops, each of which costs megabytes of boxes a frame where it is broken:
 * vectors never cross a call of ours, since the compiler may not inline it (only the Vector API's
 * own methods are always inlined); a method holds about a hundred operations at most; no mask is
 * carried around a loop; no vector held in a field is.
 */
@NullMarked
package io.visavis.render.vector;

import org.jspecify.annotations.NullMarked;
