using System.Globalization;
using Provenance.Engine.Policy.Yaml;

namespace Provenance.Engine.Policy;

/// <summary>Gives the refusals of the YAML reader their codes.</summary>
internal static class YamlProblem
{
    public static void Report(YamlError error, NodeReader reader)
    {
        var at = new YamlMapping([], Math.Max(1, error.Line), Math.Max(1, error.Column));
        _ = error.Kind switch
        {
            YamlErrorKind.Syntax => reader.Report(PolicyProblemCatalog.NotYaml, at),
            YamlErrorKind.AnchorOrAlias => reader.Report(PolicyProblemCatalog.ConstructNotAllowed, at, "An anchor or alias"),
            YamlErrorKind.Tag => reader.Report(PolicyProblemCatalog.ConstructNotAllowed, at, "A tag"),
            YamlErrorKind.SecondDocument => reader.Report(PolicyProblemCatalog.ConstructNotAllowed, at, "A second document"),
            YamlErrorKind.KeyNotPlain => reader.Report(PolicyProblemCatalog.ConstructNotAllowed, at, "A list or mapping as key"),
            YamlErrorKind.DuplicateKey => reader.Report(PolicyProblemCatalog.DuplicateKey, at),
            YamlErrorKind.TooLarge => reader.Report(PolicyProblemCatalog.OverLimit, at, "The size in bytes", Number(Limits.MaxBytes)),
            YamlErrorKind.TooDeep => reader.Report(PolicyProblemCatalog.OverLimit, at, "The nesting", Number(Limits.MaxDepth)),
            YamlErrorKind.TooManyEntries => reader.Report(PolicyProblemCatalog.OverLimit, at, "The number of entries", Number(Limits.MaxEntries)),
            _ => throw new InvalidOperationException("A kind of YAML error without code."),
        };
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
