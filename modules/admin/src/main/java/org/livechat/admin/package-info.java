/** The REST paths of the control plane. */
@NullMarked
package org.livechat.admin;

import org.jspecify.annotations.NullMarked;
