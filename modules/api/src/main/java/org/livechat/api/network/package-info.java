/** Bounds on what one network of strangers may do, for all parts that let strangers in. */
@NullMarked
package org.livechat.api.network;

import org.jspecify.annotations.NullMarked;
