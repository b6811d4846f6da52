/** The archive that operators download, as tests unpack and run it: as nobody, with no Java on the path. */
@NullMarked
package org.livechat.distribution;

import org.jspecify.annotations.NullMarked;
