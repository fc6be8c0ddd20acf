using System.Collections.Immutable;
using Provenance.Engine.Claims.Lines;

namespace Provenance.Engine.Claims.Marks;

/// <summary>What the attributes of a declaration say about who wrote it.</summary>
/// <param name="agentAttributes">Full names that the policy lists under <c>attributes</c>.</param>
/// <param name="humanAttributes">Full names that the policy lists under <c>humanAttributes</c>: the only ones that make code a person's.</param>
internal sealed class AttributeMarks(Registry registry, ImmutableArray<string> agentAttributes, ImmutableArray<string> humanAttributes)
{
    private const string AnnotationsNamespace = "Provenance.Annotations.";

    private readonly ImmutableArray<string> _agentNames = [.. agentAttributes.Select(WithoutEnding)];
    private readonly ImmutableArray<string> _humanNames = [.. humanAttributes.Select(WithoutEnding)];

    /// <summary>Simple names, in the spelling that a file must hold for any of this to apply.</summary>
    public IEnumerable<string> SimpleNames => _agentNames.Concat(_humanNames).Select(name => name[(name.LastIndexOf('.') + 1)..])
        .Concat(["AgentAuthored", "AgentAssisted", "AiGenerated", "AIGenerated"])
        .Distinct(StringComparer.Ordinal);

    /// <summary>The mark of a declaration, or null. Attributes that contradict each other make it mixed.</summary>
    public LineMark? Read(List<AttributeUse> attributes, Declaration declaration, LineRange lines)
    {
        var read = attributes.Select(attribute => ReadOne(attribute, declaration)).OfType<(Label Label, string Rule, ImmutableArray<Claim> Claims)>().ToList();
        if (read.Count == 0)
        {
            return null;
        }

        var isMixed = read.Exists(one => one.Label != read[0].Label);
        return new LineMark(
            lines, isMixed ? Label.Mixed : read[0].Label, ClaimSource.Attribute, read[0].Rule, [.. read.SelectMany(one => one.Claims).Distinct()])
        {
            IsConflict = isMixed,
        };
    }

    private (Label Label, string Rule, ImmutableArray<Claim> Claims)? ReadOne(AttributeUse attribute, Declaration declaration)
    {
        var name = attribute.Name.StartsWith(AnnotationsNamespace, StringComparison.Ordinal) ? attribute.Name[AnnotationsNamespace.Length..] : attribute.Name;
        switch (name)
        {
            case "AgentAuthored":
                return (Label.Agent, LineRules.AgentAuthored, [Annotation(attribute, ClaimRole.Author, LineRules.AgentAuthored)]);
            case "AgentAssisted":
                return (Label.Mixed, LineRules.AgentAssisted, [Annotation(attribute, ClaimRole.Assistant, LineRules.AgentAssisted)]);
        }

        if (IsListed(attribute.Name, _humanNames))
        {
            return (Label.Human, LineRules.AttributeHuman, []);
        }

        var isListed = IsListed(attribute.Name, _agentNames);
        var isConvention = attribute.SimpleName is "AiGenerated" or "AIGenerated";
        return isListed || isConvention
            ? Convention(attribute, declaration, isListed, isListed ? LineRules.AttributeListed : LineRules.AttributeConvention)
            : null;
    }

    private Claim Annotation(AttributeUse attribute, ClaimRole role, string rule)
    {
        var positional = attribute.Arguments.Find(argument => argument.Property is null);
        var agent = positional.Kind == ArgumentKind.Text ? FindAgent(positional.Value) : null;
        var model = attribute.Property("Model") is { } text ? registry.Models.ReadCaptured(text) : ModelName.None;

        // Session is anybody's text, so it is not kept: it could name a person.
        return Claim.OfLines(agent, role, Confidence.High, model, session: null, ClaimSource.Attribute, Granularity.Symbol, rule);
    }

    // Many unrelated attributes have this name; what their arguments look like tells what they say.
    private (Label Label, string Rule, ImmutableArray<Claim> Claims)? Convention(AttributeUse attribute, Declaration declaration, bool isListed, string rule)
    {
        var positional = attribute.Arguments.FindAll(argument => argument.Property is null);
        var texts = positional.FindAll(argument => argument.Kind == ArgumentKind.Text);
        if (texts.Count >= 2)
        {
            var agent = FindAgent(texts[0].Value);
            return Written(Label.Agent, agent, agent is null ? Confidence.Low : Confidence.Medium, registry.Models.ReadCaptured(texts[1].Value));
        }

        var member = positional.Find(argument => argument.Kind == ArgumentKind.Name).Value;
        if (member is not null && member.Contains('.', StringComparison.Ordinal))
        {
            return member[(member.LastIndexOf('.') + 1)..] switch
            {
                "MostlyAi" => Written(Label.Agent, null, Confidence.Medium, ModelName.None),
                "Hybrid" => Written(Label.Mixed, null, Confidence.Medium, ModelName.None),
                _ => null,
            };
        }

        if (texts.Count == 1)
        {
            return Written(Label.Mixed, null, Confidence.Low, ModelName.None);
        }

        // Without arguments on a member that has no body, or on a part of one, it asks a generator to write it.
        return positional.Count == 0 && (isListed || (declaration.HasBody && !declaration.IsPartial))
            ? Written(Label.Agent, null, Confidence.Medium, ModelName.None)
            : null;

        (Label, string, ImmutableArray<Claim>) Written(Label label, RegistryAgent? agent, Confidence confidence, ModelName model) => (label, rule,
        [
            Claim.OfLines(
                agent, label == Label.Agent ? ClaimRole.Author : ClaimRole.Assistant, confidence, model, session: null, ClaimSource.Attribute, Granularity.Symbol, rule),
        ]);
    }

    private RegistryAgent? FindAgent(string text) => registry.AgentsById.GetValueOrDefault(text) ?? registry.FindAgent(text);

    // The source may write the whole name or any end of it.
    private static bool IsListed(string written, ImmutableArray<string> names) => names.Any(name =>
        name.EndsWith(written, StringComparison.Ordinal) && (name.Length == written.Length || name[name.Length - written.Length - 1] == '.'));

    private static string WithoutEnding(string name) => name.EndsWith("Attribute", StringComparison.Ordinal) ? name[..^"Attribute".Length] : name;
}
