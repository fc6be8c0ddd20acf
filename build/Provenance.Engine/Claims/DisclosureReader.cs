namespace Provenance.Engine.Claims;

/// <summary>What a free disclosure names.</summary>
/// <param name="Rule">Which way of reading found it.</param>
internal readonly record struct Disclosure(string Agent, string Surface, Confidence Confidence, ModelName Model, string Rule);

/// <summary>Reads values of <c>Assisted-by</c> and its kin that are neither a rule's text nor an identity.</summary>
internal sealed class DisclosureReader(Registry registry)
{
    private const string Surface = "disclosed";
    private const int MaxAgent = 40;

    /// <summary>The disclosure, or null when the value names no agent, model or AI, or leaves that in doubt.</summary>
    public Disclosure? Read(string value) =>
        TrySplitColon(value, out var agent, out var model) ? ReadColon(agent, model) : ReadFreeText(value);

    // AGENT:MODEL[ TOOLS]. A first part that is no agent means that the line is about something else, so free text is not tried.
    private Disclosure? ReadColon(string agentName, string rest)
    {
        if (registry.Aliases.Find(agentName) is not { } agent)
        {
            return null;
        }

        var end = rest.AsSpan().IndexOfAny(' ', '\t');
        var model = registry.Models.ReadCaptured(end < 0 ? rest : rest[..end]);
        if (model.Id is null && end >= 0 && registry.Models.Search(rest, out _) is { Id: not null } found)
        {
            model = found;
        }

        return new Disclosure(agent.Id, agent.DefaultSurface, Confidence.Medium, model, "disclosure-colon");
    }

    private Disclosure? ReadFreeText(string value)
    {
        var text = new FreeText(value, registry);
        if (text.Agents.Count > 0)
        {
            var (agent, isGivenName) = text.Agents.Find(named => !named.Agent.IsVendorFamily);
            if (agent is null)
            {
                (agent, isGivenName) = text.Agents[0];
            }

            return text.IsUnderstood
                ? new Disclosure(agent.Id, agent.DefaultSurface, Confidence.Medium, text.Model, "disclosure-text")
                : isGivenName ? null : new Disclosure(agent.Id, agent.DefaultSurface, Confidence.Low, text.Model, "disclosure-text");
        }

        if (text.HasModel && text.IsUnderstood)
        {
            return new Disclosure(RegistryAgent.Unresolved, Surface, Confidence.Medium, text.Model, "disclosure-model");
        }

        return text.HasAiWord
            ? new Disclosure(RegistryAgent.Unresolved, Surface, Confidence.Low, text.Model, "disclosure-word")
            : null;
    }

    private static bool TrySplitColon(string value, out string agent, out string rest)
    {
        agent = rest = "";
        var colon = value.IndexOf(':', StringComparison.Ordinal);
        if (colon is <= 0 or > MaxAgent || !char.IsLetter(value[0]))
        {
            return false;
        }

        foreach (var c in value.AsSpan(0, colon))
        {
            if (!char.IsLetterOrDigit(c) && c is not ('_' or ' ' or '.' or '+' or '-'))
            {
                return false;
            }
        }

        agent = value[..colon].TrimEnd();
        rest = value[(colon + 1)..].TrimStart();
        return rest.Length > 0;
    }
}
