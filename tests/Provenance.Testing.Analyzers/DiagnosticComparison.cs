using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Provenance.Testing.Analyzers;

/// <summary>Compares sets of diagnostics: each expected one must be met by one actual one of its own, and none may be left over.</summary>
internal static class DiagnosticComparison
{
    public static void Verify(IReadOnlyList<DiagnosticResult> expected, IReadOnlyList<Diagnostic> actual, IVerifier verify)
    {
        var expectedOf = new int[actual.Count];
        Array.Fill(expectedOf, -1);
        var unmet = Enumerable.Range(0, expected.Count).Where(index => !TryAssign(index, new bool[actual.Count])).ToList();
        var unexpected = Enumerable.Range(0, actual.Count).Where(index => expectedOf[index] < 0).ToList();
        if (unmet.Count > 0 || unexpected.Count > 0)
        {
            verify.Fail("Diagnostics differ.\nExpected and not reported:\n"
                + string.Concat(unmet.Select(index => $"  {expected[index]}\n"))
                + "Reported and not expected:\n"
                + string.Concat(unexpected.Select(index => $"  {Describe(actual[index])}\n")));
        }

        // An expectation may fit several diagnostics: an augmenting path finds an assignment whenever there is one.
        bool TryAssign(int index, bool[] visited)
        {
            for (var i = 0; i < actual.Count; i++)
            {
                if (!visited[i] && Fits(expected[index], actual[i]))
                {
                    visited[i] = true;
                    if (expectedOf[i] < 0 || TryAssign(expectedOf[i], visited))
                    {
                        expectedOf[i] = index;
                        return true;
                    }
                }
            }

            return false;
        }
    }

    private static bool Fits(DiagnosticResult expected, Diagnostic actual)
    {
        var message = actual.GetMessage(CultureInfo.InvariantCulture);
        return string.Equals(expected.Id, actual.Id, StringComparison.Ordinal)
            && expected.Severity == actual.Severity
            && (expected.IsSuppressed ?? false) == actual.IsSuppressed
            && FitsLocations(expected, actual)
            && (expected.Message is null || string.Equals(expected.Message, message, StringComparison.Ordinal))
            && (expected.MessageArguments is null
                || string.Equals(string.Format(CultureInfo.InvariantCulture, actual.Descriptor.MessageFormat.ToString(CultureInfo.InvariantCulture), expected.MessageArguments), message, StringComparison.Ordinal));
    }

    private static bool FitsLocations(DiagnosticResult expected, Diagnostic actual)
    {
        if (expected.Spans.Length == 0)
        {
            return actual.Location == Location.None;
        }

        // Additional locations are compared when the expectation names some.
        return FitsLocation(expected.Spans[0], actual.Location)
            && (expected.Spans.Length == 1
                || (actual.AdditionalLocations.Count == expected.Spans.Length - 1
                    && expected.Spans.Skip(1).Zip(actual.AdditionalLocations, FitsLocation).All(fits => fits)));
    }

    private static bool FitsLocation(DiagnosticLocation expected, Location actual)
    {
        var span = actual.GetLineSpan();
        return string.Equals(expected.Span.Path, span.Path, StringComparison.Ordinal)
            && expected.Span.StartLinePosition == span.StartLinePosition
            && (expected.Options == DiagnosticLocationOptions.IgnoreLength || expected.Span.EndLinePosition == span.EndLinePosition);
    }

    private static string Describe(Diagnostic diagnostic)
    {
        var place = diagnostic.Location == Location.None ? "without location" : new DiagnosticLocation(diagnostic.Location.GetLineSpan(), DiagnosticLocationOptions.None).ToString();
        return $"{diagnostic.Id} {diagnostic.Severity} {place} \"{diagnostic.GetMessage(CultureInfo.InvariantCulture)}\"{(diagnostic.IsSuppressed ? " suppressed" : "")}";
    }
}
