/** lcbench, the yardstick and bench/run, each for some seconds: that their figures are sane, not that they are good. */
package org.livechat.bench;
