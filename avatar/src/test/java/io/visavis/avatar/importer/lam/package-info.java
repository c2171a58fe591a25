@NullMarked
package io.visavis.avatar.importer.lam;

import org.jspecify.annotations.NullMarked;
