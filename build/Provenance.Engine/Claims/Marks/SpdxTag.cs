namespace Provenance.Engine.Claims.Marks;

/// <summary>The tags of SPDX that matter here (REUSE specification 3.3, SPDX 2.3 annex H).</summary>
internal static class SpdxTag
{
    public const string Contributor = "SPDX-FileContributor";
    public const string SnippetBegin = "SPDX-SnippetBegin";
    public const string SnippetEnd = "SPDX-SnippetEnd";
}
