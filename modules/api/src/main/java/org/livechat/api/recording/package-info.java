/** What is said in recorded channels, from the media plane to a recorder, and from there to those who may hear it. */
@NullMarked
package org.livechat.api.recording;

import org.jspecify.annotations.NullMarked;
