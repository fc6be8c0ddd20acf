using Microsoft.CodeAnalysis;

namespace Provenance.Analyzers;

/// <summary>Every rule's descriptor, one file per hundred of ids. Ids are permanent; a page in docs/rules says what each is about.</summary>
internal static partial class Descriptors
{
    private static string Help(string id) => "https://github.com/provenance-net/provenance/blob/main/docs/rules/" + id + ".md";

    private static class Category
    {
        public const string Attributes = "Provenance.Attributes";
        public const string Origin = "Provenance.Origin";
        public const string Policy = "Provenance.Policy";
        public const string Outcome = "Provenance.Outcome";
        public const string Environment = "Provenance.Environment";
    }
}
