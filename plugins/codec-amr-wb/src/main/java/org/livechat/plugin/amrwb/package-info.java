/** The codec AMR-WB as its RTP payload format, RFC 4867, describes it. */
@NullMarked
package org.livechat.plugin.amrwb;

import org.jspecify.annotations.NullMarked;
