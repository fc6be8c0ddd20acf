namespace Provenance.Engine.Claims.Marks;

/// <summary>What a declaration is, as far as marks need to know.</summary>
internal enum DeclarationKind : byte
{
    /// <summary>A method, property, field, … – or a statement at the top level.</summary>
    Member,
    Type,
    Enum,
    Namespace,

    /// <summary><c>using</c>, <c>extern alias</c>, and attributes of the assembly.</summary>
    Directive,
}

/// <summary>A declaration between its first and its last token.</summary>
/// <param name="First">Index of its first token, attributes included.</param>
/// <param name="Head">Index of the first token behind its attributes.</param>
/// <param name="Parent">Index of the enclosing declaration, or −1.</param>
/// <param name="Name">Its own name; empty for what has none.</param>
internal sealed record Declaration(int First, int Head, int Parent, DeclarationKind Kind, string Name)
{
    /// <summary>Index of its last token.</summary>
    public int Last { get; set; }

    /// <summary>Braces or <c>=&gt;</c> follow its head.</summary>
    public bool HasBody { get; set; }

    public bool IsPartial { get; init; }
}
