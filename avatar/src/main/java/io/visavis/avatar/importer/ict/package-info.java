/** ICT-FaceKit's face model, a folder of OBJ files, becomes an avatar that is painted. */
@NullMarked
package io.visavis.avatar.importer.ict;

import org.jspecify.annotations.NullMarked;
