/** What the configuration can say about the control plane, and what it means. */
@NullMarked
package org.livechat.core.config;

import org.jspecify.annotations.NullMarked;
