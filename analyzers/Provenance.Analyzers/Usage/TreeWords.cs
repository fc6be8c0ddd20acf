using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace Provenance.Analyzers.Usage;

/// <summary>The words of a file, wherever they stand: in code, comments, texts and code that is left out. What is not among them is named nowhere in it.</summary>
/// <remarks>Words are kept as hashes: two that collide make an unused member look used, never the reverse.</remarks>
internal sealed class TreeWords
{
    private static readonly ConditionalWeakTable<SyntaxTree, TreeWords> Known = new();

    private readonly HashSet<int> _hashes = [];

    private TreeWords(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            if (!IsPart(text[at]))
            {
                at++;
                continue;
            }

            var start = at;
            while (at < text.Length && IsPart(text[at]))
            {
                at++;
            }

            _hashes.Add(HashOf(text, start, at));
        }
    }

    public static TreeWords Of(SyntaxTree tree, CancellationToken cancellationToken) =>
        Known.TryGetValue(tree, out var words) ? words : Known.GetValue(tree, key => new TreeWords(key.GetText(cancellationToken).ToString()));

    public bool Contain(string word) => _hashes.Contains(HashOf(word, 0, word.Length));

    /// <summary>True when the word stands in the text outside of the span <paramref name="start"/> to <paramref name="end"/>.</summary>
    public static bool StandsOutside(string text, string word, int start, int end)
    {
        for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            var isWord = (at == 0 || !IsPart(text[at - 1])) && (at + word.Length == text.Length || !IsPart(text[at + word.Length]));
            if (isWord && (at < start || at >= end))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsPart(char c) => c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' or '_' || (c > '\x7F' && char.IsLetterOrDigit(c));

    private static int HashOf(string text, int start, int end)
    {
        // FNV-1a.
        var hash = 2166136261u;
        for (var i = start; i < end; i++)
        {
            hash = (hash ^ text[i]) * 16777619u;
        }

        return (int)hash;
    }
}
