using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Provenance.Analyzers.Annotations;

namespace Provenance.Analyzers.CodeFixes.Edits;

/// <summary>Changes to attributes that are in a document, gathered first: several diagnostics may be about one attribute, or about two of one list.</summary>
internal sealed class AttributeEdits
{
    private readonly Dictionary<AttributeSyntax, Edit> _edits = [];

    public void Remove(AttributeSyntax attribute) => Of(attribute).IsRemoved = true;

    /// <summary>Gives an attribute another kind, in the spelling that it has.</summary>
    public void Rename(AttributeSyntax attribute, string simpleName) => Of(attribute).Name = simpleName;

    public void ReplaceArguments(AttributeSyntax attribute, string agent, string? model)
    {
        var arguments = Of(attribute).Arguments;
        arguments.Clear();
        arguments.Add(("", Quoted(agent)));
        if (model is not null)
        {
            arguments.Add((ProvenanceAttribute.ModelPart, Quoted(model)));
        }
    }

    /// <summary>Takes over from another attribute what this one leaves open.</summary>
    public void Complete(AttributeSyntax attribute, AttributeSyntax from)
    {
        var arguments = Of(attribute).Arguments;
        foreach (var argument in Of(from).Arguments)
        {
            if (argument.Name.Length > 0 && !arguments.Exists(own => string.Equals(own.Name, argument.Name, StringComparison.Ordinal)))
            {
                arguments.Add(argument);
            }
        }
    }

    public async Task<Document> ApplyAsync(Document document, CancellationToken cancellationToken)
    {
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var changes = _edits.Values
            .GroupBy(static edit => edit.Attribute.Parent)
            .Where(static group => group.Key is AttributeListSyntax)
            .Select(group => Change((AttributeListSyntax)group.Key!, text))
            .OrderBy(static change => change.Span.Start);
        return document.WithText(text.WithChanges(changes));
    }

    private TextChange Change(AttributeListSyntax list, SourceText text)
    {
        var kept = list.Attributes.Where(attribute => !(_edits.TryGetValue(attribute, out var edit) && edit.IsRemoved)).ToList();
        if (kept.Count == 0)
        {
            return new TextChange(WholeLines.Around(list.Span, text), "");
        }

        var target = list.Target is null ? "" : list.Target.ToString() + " ";
        return new TextChange(list.Span, "[" + target + string.Join(", ", kept.Select(attribute => _edits.TryGetValue(attribute, out var edit) ? edit.ToText() : attribute.ToString())) + "]");
    }

    private Edit Of(AttributeSyntax attribute)
    {
        if (!_edits.TryGetValue(attribute, out var edit))
        {
            _edits.Add(attribute, edit = new Edit(attribute));
        }

        return edit;
    }

    private static string Quoted(string text) => SyntaxFactory.Literal(text).Text;

    private sealed class Edit(AttributeSyntax attribute)
    {
        public AttributeSyntax Attribute => attribute;

        public bool IsRemoved { get; set; }

        public string? Name { get; set; }

        public List<(string Name, string Value)> Arguments { get; } =
            [.. (attribute.ArgumentList?.Arguments ?? default).Select(static argument => (argument.NameEquals?.Name.Identifier.ValueText ?? "", argument.Expression.ToString()))];

        public string ToText()
        {
            var name = Name is null ? attribute.Name.ToString() : Spelled(attribute.Name.ToString(), Name);
            return Arguments.Count == 0 ? name
                : name + "(" + string.Join(", ", Arguments.Select(static argument => argument.Name.Length == 0 ? argument.Value : argument.Name + " = " + argument.Value)) + ")";
        }

        // Qualification and suffix stay; what is an alias cannot be renamed and is written in full.
        private static string Spelled(string old, string simple)
        {
            var dot = Math.Max(old.LastIndexOf('.'), old.LastIndexOf(':'));
            var last = old.Substring(dot + 1);
            if (ProvenanceAttribute.KindOfName(last) == AttributeKind.None)
            {
                return "Provenance.Annotations." + simple;
            }

            return old.Substring(0, dot + 1) + simple + (last.EndsWith("Attribute", StringComparison.Ordinal) ? "Attribute" : "");
        }
    }
}
