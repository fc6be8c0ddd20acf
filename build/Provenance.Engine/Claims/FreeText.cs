using System.Text.RegularExpressions;

namespace Provenance.Engine.Claims;

/// <summary>A free disclosure taken apart: which agents and models it names, and whether every word of it is understood.</summary>
internal sealed partial class FreeText
{
    private static readonly char[] Separators =
    [
        ' ', '\t', '(', ')', '[', ']', '{', '}', '<', '>', ',', '"', '\'', '`', '\u201C', '\u201D', '\u2018', '\u2019',
    ];

    private static readonly char[] Trailing = ['.', ':', ';', '!'];

    private readonly Registry _registry;
    private readonly List<string> _tokens;
    private readonly bool[] _isKnown;
    private readonly bool[] _isModel;

    public FreeText(string value, Registry registry)
    {
        _registry = registry;

        // A token with a slash is a path or an address; one without letter and digit (an emoji, a dash) says nothing.
        _tokens =
        [
            .. value.Split(Separators, StringSplitOptions.RemoveEmptyEntries)
                .Select(token => token.TrimEnd(Trailing))
                .Where(token => !token.Contains('/', StringComparison.Ordinal) && token.Any(char.IsLetterOrDigit)),
        ];
        _isKnown = new bool[_tokens.Count];
        _isModel = new bool[_tokens.Count];
        FindModels();
        FindAgents();
        FindWords();
    }

    /// <summary>Agents by alias in reading order, and whether the alias could be a person's name.</summary>
    public List<(RegistryAgent Agent, bool IsGivenName)> Agents { get; } = [];

    /// <summary>The model by the table, where it has one.</summary>
    public ModelName Model { get; private set; } = ModelName.None;

    /// <summary>A model is named, perhaps by its family and tier only, which gives no <see cref="Model"/>.</summary>
    public bool HasModel { get; private set; }

    public bool HasAiWord { get; private set; }

    public bool IsUnderstood => Array.TrueForAll(_isKnown, known => known);

    private void FindModels()
    {
        // Over all words first: "Opus 4.6" and "Kimi K2.5" are names of two. What is in no word then is in none of them.
        Model = _registry.Models.Search(string.Join(' ', _tokens), out var span);
        for (int i = 0, start = 0; i < _tokens.Count; start += _tokens[i].Length + 1, i++)
        {
            _isModel[i] = (Model.Id is not null && _registry.Models.Search(_tokens[i], out _).Id is not null) || IsFamilyAndTier(_tokens[i]);
            _isKnown[i] = _isModel[i]
                || (Model.Id is not null && start < span.Start + span.Length && start + _tokens[i].Length > span.Start);
        }

        HasModel = Model.Id is not null || _isModel.AsSpan().Contains(true);
    }

    // `claude-sonnet`: a vendor's family and at least one tier, joined, without the version that the table asks for.
    private bool IsFamilyAndTier(string token)
    {
        var parts = _registry.Models.WithoutSuffixes(token).Split(['-', '_'], StringSplitOptions.RemoveEmptyEntries);
        return parts.Length > 1
            && _registry.Aliases.Find(parts[0]) is { IsVendorFamily: true }
            && parts.Skip(1).All(part => IsTier(part) || Version().IsMatch(part))
            && parts.Skip(1).Any(IsTier);
    }

    private bool IsTier(string word) => _registry.Disclosure.Tiers.Contains(word.ToLowerInvariant());

    private void FindAgents()
    {
        for (var i = 0; i < _tokens.Count;)
        {
            var words = Math.Min(AliasTable.MaxWords, _tokens.Count - i);
            while (words > 0 && !IsAlias(i, words))
            {
                words--;
            }

            i += Math.Max(words, 1);
        }
    }

    private bool IsAlias(int start, int words)
    {
        // A model's name is no harness, whatever it begins with.
        if (_isModel.AsSpan(start, words).Contains(true))
        {
            return false;
        }

        var text = string.Join(' ', _tokens.GetRange(start, words));
        var agent = _registry.Aliases.Find(text);
        if (agent is null && words == 1)
        {
            agent = FindBeforeVersion(ref text);
        }

        if (agent is null)
        {
            return false;
        }

        Agents.Add((agent, agent.IsGivenName && text.AsSpan().IndexOfAny(" -_") < 0));
        _isKnown.AsSpan(start, words).Fill(true);
        return true;
    }

    // `claude-code-2.1.92`: the version begins behind one of the signs.
    private RegistryAgent? FindBeforeVersion(ref string token)
    {
        for (var i = token.Length - 2; i > 0; i--)
        {
            if (token[i] is '-' or '_' or '@' && Version().IsMatch(token[(i + 1)..]) && _registry.Aliases.Find(token[..i]) is { } agent)
            {
                token = token[..i];
                return agent;
            }
        }

        return null;
    }

    private void FindWords()
    {
        var words = _registry.Disclosure;
        for (var i = 0; i < _tokens.Count; i++)
        {
            var word = _tokens[i].ToLowerInvariant();
            var isAi = words.AiWords.Contains(word);
            if (i + 1 < _tokens.Count && words.AiWords.Contains(word + " " + _tokens[i + 1].ToLowerInvariant()))
            {
                isAi = true;
                _isKnown[i + 1] = true;
            }

            HasAiWord |= isAi;
            _isKnown[i] |= isAi || words.Filler.Contains(word) || words.Tiers.Contains(word) || Version().IsMatch(word);
        }
    }

    // 4, 2.1.92, v3, 2026-05-14, 1M, 4o, 1.0-beta2; the sign before each number tells the rounds of the loop apart, so that no text takes long.
    [GeneratedRegex(@"\Av?[0-9]+(?:[._-][0-9]+)*(?:[a-z]|-?(?:alpha|beta|preview|rc)[.-]?[0-9]*)?\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Version();
}
