using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using Provenance.Engine.History.Scanning;

namespace Provenance.Engine.Tests.History.Scanning;

/// <summary>Oracle: Roslyn's character classes, for every UTF-16 unit.</summary>
public sealed class SourceCharacterTests
{
    [Fact]
    public void EveryUnit_HasRoslynsClasses()
    {
        var different = Enumerable.Range(0, 0x10000).Where(unit =>
            SourceCharacter.IsNewLine(unit) != SyntaxFacts.IsNewLine((char)unit)
            || SourceCharacter.IsWhiteSpace(unit) != SyntaxFacts.IsWhitespace((char)unit)
            || SourceCharacter.IsIdentifierStart(unit) != SyntaxFacts.IsIdentifierStartCharacter((char)unit)
            || SourceCharacter.IsIdentifierPart(unit) != SyntaxFacts.IsIdentifierPartCharacter((char)unit));

        Assert.Empty(different);
    }

    [Fact]
    public void EveryCharacter_IsDecoded()
    {
        var different = Enumerable.Range(1, 0x10FFFF).Where(Rune.IsValid).Where(scalar =>
            Encoding.UTF8.GetBytes(new Rune(scalar) + "x") is var bytes
            && (SourceCharacter.At(bytes, 0, out var length) != scalar || length != bytes.Length - 1));

        Assert.Empty(different);
    }

    [Fact]
    public void Keywords_AreRoslynsReservedOnes()
    {
        var reserved = SyntaxFacts.GetReservedKeywordKinds().Select(SyntaxFacts.GetText).ToHashSet(StringComparer.Ordinal);
        var words = SyntaxFacts.GetKeywordKinds().Select(SyntaxFacts.GetText).Where(text => text.Length > 0);

        Assert.All(words, word => Assert.Equal(reserved.Contains(word), Keywords.Contains(TokenHash.Of(Encoding.UTF8.GetBytes(word)))));
    }
}
