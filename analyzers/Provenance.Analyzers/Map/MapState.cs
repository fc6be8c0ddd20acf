namespace Provenance.Analyzers.Map;

/// <summary>Whether a compilation has a map that can be used; PROV901 says so when not.</summary>
internal enum MapState
{
    Missing,
    Unreadable,
    Newer,
    Usable,
}
