using Provenance.Engine.History.Units;

namespace Provenance.Engine.History.Clones;

/// <summary>A path with living code.</summary>
internal sealed class CodePath(string path)
{
    public string Path { get; } = path;

    /// <summary>Anchors of what lives, each as often as it stands there; null while the path's first version is being added.</summary>
    public uint[]? Living { get; set; }

    /// <summary>Anchors of what the current step brings, once they are in the index.</summary>
    public uint[]? Brought { get; set; }

    /// <summary>The text of what the step brings; null of a file that it only renamed.</summary>
    public UnitSequence? BroughtText { get; set; }

    /// <summary>By which the index knows it, while it holds anchors.</summary>
    public int Number { get; set; }

    /// <summary>Anchors in the index.</summary>
    public int Held { get; set; }
}
