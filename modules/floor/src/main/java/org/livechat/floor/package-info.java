/** The floor machine of one channel: state and input in, state and effects out. */
@NullMarked
package org.livechat.floor;

import org.jspecify.annotations.NullMarked;
