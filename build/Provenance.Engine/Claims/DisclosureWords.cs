using System.Collections.Frozen;

namespace Provenance.Engine.Claims;

/// <summary>Words that may stand around an agent's name in free text without making it doubtful; lower case.</summary>
/// <param name="Filler">Words that say nothing about who wrote it.</param>
/// <param name="Tiers">Sizes and kinds of models.</param>
/// <param name="AiWords">Words for an AI that is not named; some have two words.</param>
internal sealed record DisclosureWords(FrozenSet<string> Filler, FrozenSet<string> Tiers, FrozenSet<string> AiWords);
