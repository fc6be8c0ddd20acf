using System.Runtime.CompilerServices;
using Provenance.Engine.History.Scanning;
using Provenance.Engine.History.Units;

namespace Provenance.Engine.History.Clones;

/// <summary>The units of a version as tokens of C#: what of their kinds a sequence still knows.</summary>
internal readonly struct CodeUnits(UnitSequence units)
{
    private static readonly ulong OpenBrace = Hash("{");
    private static readonly ulong CloseBrace = Hash("}");
    private static readonly ulong Semicolon = Hash(";");
    private static readonly ulong Comma = Hash(",");

    private readonly ulong[] _hashes = units.Hashes;
    private readonly byte[] _traits = units.Traits;

    public int Count => _hashes.Length;

    public ulong this[int unit] => _hashes[unit];

    public ReadOnlySpan<ulong> Hashes => _hashes;

    public ReadOnlySpan<byte> Traits => _traits;

    public bool IsIdentifier(int unit) => (_traits[unit] & UnitTraits.Identifier) != 0;

    /// <summary>A number, a character or a string.</summary>
    public bool IsLiteral(int unit) => (_traits[unit] & UnitTraits.Literal) != 0;

    /// <summary>Without weight by what it is.</summary>
    public bool IsWeightless(int unit) => (_traits[unit] & UnitTraits.Weightless) != 0;

    /// <summary>A semicolon or a brace: it always has a shape of its own, and nothing that folding leaves out goes on behind it.</summary>
    public bool IsBoundary(int unit) => _hashes[unit] is var hash && (hash == Semicolon || hash == OpenBrace || hash == CloseBrace);

    /// <summary>Of the tokens without weight one that tells statements and members apart: no parenthesis, and nothing of a <c>using</c> directive, where hashes are others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsSeparator(ulong hash) => (hash == Semicolon) | (hash == Comma) | (hash == OpenBrace) | (hash == CloseBrace);

    public static ulong Hash(string token) => TokenHash.Of(System.Text.Encoding.UTF8.GetBytes(token));
}
