using Provenance.Engine.Notices;
using Provenance.Engine.Policy;

namespace Provenance.Engine.Tests.Notices;

/// <summary>Notices and policy problems, seen alike.</summary>
internal sealed record CodedMessage(string Code, string Title, int ArgumentCount, string Text)
{
    public static IReadOnlyList<CodedMessage> All { get; } =
    [
        .. PolicyProblemCatalog.All.Select(problem => new CodedMessage(problem.Code, problem.Title, problem.ArgumentCount, problem.Text)),
        .. NoticeCatalog.All.Select(notice => new CodedMessage(notice.Code, notice.Title, notice.ArgumentCount, notice.Text)),
    ];

    public static CodedMessage Of(string code) => All.Single(message => message.Code == code);
}
