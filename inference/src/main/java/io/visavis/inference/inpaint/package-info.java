/** Networks that mend what is seen where a head meets its plate. */
@NullMarked
package io.visavis.inference.inpaint;

import org.jspecify.annotations.NullMarked;
