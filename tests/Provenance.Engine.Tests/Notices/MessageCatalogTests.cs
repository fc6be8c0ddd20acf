using System.Globalization;
using System.Text.RegularExpressions;
using Provenance.Engine.Notices;
using Provenance.Engine.Policy;

namespace Provenance.Engine.Tests.Notices;

public sealed class MessageCatalogTests
{
    public static TheoryData<string> Codes => [.. CodedMessage.All.Select(message => message.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void ArgumentCount_EqualsThePlaceholders(string code)
    {
        var (_, _, count, text) = CodedMessage.Of(code);
        var placeholders = Regex.Matches(text, @"\{(?<number>[0-9]+)\}", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)
            .Select(match => int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture))
            .Distinct()
            .Order();

        Assert.Equal(Enumerable.Range(0, count), placeholders);
        Assert.True(text.EndsWith('.'), $"{code} does not end with a full stop.");
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void FilledMessage_HoldsEveryArgumentAndNoPlaceholder(string code)
    {
        var (_, _, count, text) = CodedMessage.Of(code);
        var arguments = Enumerable.Range(0, count).Select(n => string.Create(CultureInfo.InvariantCulture, $"<{n}>")).ToArray();

        var message = code.StartsWith("PROV9", StringComparison.Ordinal)
            ? NoticeCatalog.Format(Notice.Of(code, arguments))
            : new PolicyProblem(code, "p", 1, 1, [.. arguments]).Message;

        Assert.All(arguments, argument => Assert.Contains(argument, message, StringComparison.Ordinal));
        Assert.DoesNotContain('{', message);
        Assert.NotEqual(count > 0, message == text);
    }

    [Fact]
    public void Codes_AreUniqueAndInTheirRange()
    {
        var notices = NoticeCatalog.All.Select(notice => notice.Code).ToArray();
        var problems = PolicyProblemCatalog.All.Select(problem => problem.Code).ToArray();

        Assert.All(notices, code => Assert.Matches("^PROV9[0-9]{2}$", code));
        Assert.All(problems, code => Assert.Matches("^PROV8[0-9]{2}$", code));
        Assert.Equal(notices.Length + problems.Length, notices.Concat(problems).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void ReservedCodes_AreFree() =>
        Assert.DoesNotContain(
            NoticeCatalog.All.Select(notice => int.Parse(notice.Code.AsSpan(4), CultureInfo.InvariantCulture)),
            number => number is (>= 925 and <= 929) or (>= 937 and <= 939) or (>= 947 and <= 989));
}
