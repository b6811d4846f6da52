/** Front ends that let clients in. */
@NullMarked
package org.livechat.api.gateway;

import org.jspecify.annotations.NullMarked;
