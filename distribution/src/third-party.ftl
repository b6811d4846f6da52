livechat is distributed with the libraries below, unchanged, in lib/. Texts of licences that a library brings along are in
its jar, others are in docs/licenses/. The Java runtime in runtime/ is built from OpenJDK; its licences are in runtime/legal/.

<#list dependencyMap as entry>
<#assign project = entry.getKey()/>
<#if project.groupId != "org.livechat">
${project.artifactId}-${project.version}.jar
    ${project.groupId}<#if project.url?has_content>, ${project.url}</#if>
    licence: <#list entry.getValue() as license>${license}<#if license_has_next> or </#if></#list>

</#if>
</#list>
