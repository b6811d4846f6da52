/** Network byte order access to byte arrays, shared by the protocols of this module. */
@NullMarked
package org.livechat.rtc.bytes;

import org.jspecify.annotations.NullMarked;
