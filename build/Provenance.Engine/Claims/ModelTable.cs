using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace Provenance.Engine.Claims;

/// <param name="Id"><c>provider/model</c>, or null.</param>
/// <param name="Raw">The recognised part of the text, or null.</param>
/// <param name="IsUnmapped">The text named a model that the table does not know.</param>
internal readonly record struct ModelName(string? Id, string? Raw, bool IsUnmapped)
{
    public static readonly ModelName None = new(null, null, false);
}

/// <summary>One way that a model's name is written.</summary>
internal sealed record ModelPattern(Pattern Match, string Template);

/// <summary>Names of models, from any spelling to the one of models.dev.</summary>
internal sealed class ModelTable(ImmutableArray<ModelPattern> patterns, ImmutableArray<string> droppedSuffixes, FrozenSet<string> junk)
{
    public ImmutableArray<ModelPattern> Patterns => patterns;

    /// <summary>Endings that say how a model ran, not which one it is.</summary>

    /// <summary>Reads a text that a rule captured as a model's name.</summary>
    public ModelName ReadCaptured(string raw)
    {
        var found = Search(raw, out _);
        return found.Id is not null || junk.Contains(raw.Trim().ToLowerInvariant()) ? found : new ModelName(null, null, true);
    }

    /// <summary>Looks for a model in a text that may well name none.</summary>
    /// <param name="span">Start and length of what was recognised.</param>
    public ModelName Search(string text, out (int Start, int Length) span)
    {
        foreach (var pattern in patterns)
        {
            if (pattern.Match.Find(text) is { } match && Normalize(Fill(pattern.Template, match)) is { } id)
            {
                span = (match.Index, match.Length);
                return new ModelName(id, ClaimText.Slug(match.Value.Trim(' ', '\t', '(', ')', '[', ']', ',')), false);
            }
        }

        span = default;
        return ModelName.None;
    }

    /// <summary>Cuts the endings that do not belong to a model's name.</summary>
    public string WithoutSuffixes(string model)
    {
        for (var again = true; again;)
        {
            again = false;
            foreach (var suffix in droppedSuffixes)
            {
                if (model.Length > suffix.Length && model.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
                {
                    model = model[..^suffix.Length];
                    again = true;
                }
            }
        }

        return model;
    }

    private string? Normalize(string filled) =>
        ClaimText.Identifier(WithoutSuffixes(filled.ToLowerInvariant().Replace(' ', '-')));

    // `{x}` is the group, `{-x}` the group after a hyphen, when it is not empty.
    private static string Fill(string template, Match match)
    {
        var filled = new StringBuilder();
        for (var i = 0; i < template.Length; i++)
        {
            var end = template[i] == '{' ? template.IndexOf('}', i) : -1;
            if (end < 0)
            {
                filled.Append(template[i]);
                continue;
            }

            var hyphen = template[i + 1] == '-';
            var value = match.Groups[template[(i + (hyphen ? 2 : 1))..end]].Value;
            filled.Append(hyphen && value.Length > 0 ? "-" : "").Append(value);
            i = end;
        }

        return filled.ToString();
    }
}
