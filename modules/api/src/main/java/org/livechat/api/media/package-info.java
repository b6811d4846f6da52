/** The two places where the control plane and the media plane meet: plans go down, events come up. */
@NullMarked
package org.livechat.api.media;

import org.jspecify.annotations.NullMarked;
