using System.Globalization;
using Provenance.Engine.Metric;

namespace Provenance.Engine.Reports.Html;

/// <summary>What code dies of, and the figures that get worse when the headline is pushed up by the wrong means.</summary>
internal static class HtmlDeaths
{
    private static readonly (string Name, string ClassName, Func<CausesPoint, double?> Share)[] Causes =
    [
        ("modified", "cause-1", point => point.Modified),
        ("deleted", "cause-2", point => point.Deleted),
        ("file removed", "cause-3", point => point.FileRemoved),
        ("moved out", "cause-4", point => point.MovedOut),
    ];

    public static void Write(PageText page, SurvivalReport report)
    {
        var metric = report.Metric;
        page.Section("deaths", "What code dies of", "");
        if (AgeIndex(metric.Causes) is { } index)
        {
            var end = End(metric.Causes, index);
            page.Element("p class=\"lead\"", string.Create(CultureInfo.InvariantCulture, $"The share of code that each cause takes within {metric.Causes.All[index].Days} days. Modified: something else was put in its place."))
                .Raw("\n<p class=\"legend\">");
            foreach (var (name, className, _) in Causes)
            {
                page.Raw($"<span><svg class=\"chip\" viewBox=\"0 0 10 10\" aria-hidden=\"true\"><rect class=\"{className}\" width=\"10\" height=\"10\"/></svg>").Text(name).Raw("</span> ");
            }

            page.Raw("</p>\n").BeginTable("Causes of death", ["written by", $"0 to {Figures.Percent(end)}", .. Causes.Select(cause => cause.Name)]);
            foreach (var (name, points) in Groups(metric.Causes))
            {
                if (points[index].Modified is not null)
                {
                    page.Raw("<tr>").Element("th scope=\"row\"", name).Raw("<td class=\"plot\">")
                        .Raw(HtmlBars.Parts(Causes.Select(cause => ((cause.Share(points[index]) ?? 0) / end, cause.ClassName)))).Raw("</td>");
                    foreach (var (_, _, share) in Causes)
                    {
                        page.Element("td class=\"n\"", Share(share(points[index])));
                    }

                    page.Raw("</tr>\n");
                }
            }

            page.EndTable();
        }
        else
        {
            page.Element("p", "Too few units or days to say.").Raw("\n");
        }

        WriteCounters(page, metric);
        page.EndSection();
    }

    private static void WriteCounters(PageText page, SurvivalFigures metric)
    {
        page.Element("h3", "Read beside the headline").Raw("\n")
            .Element("p class=\"lead\"", "Code can be kept for the wrong reasons. These figures move when it is.").Raw("\n")
            .BeginTable("Counter-figures", "", "agent", "human", "unknown", "all");
        var counter = metric.Counter;
        Row("killed by corrections (fix, bug, revert, …)", counter, figures => figures.Corrective);
        Row("reworked by another label within 14 days", counter, figures => figures.Rework);
        Row("copies of older code", counter, figures => figures.Clones);
        Row("shipped, but nothing reaches it", counter, figures => figures.Unreachable);
        Row("brackets and separators among the tokens", counter, figures => figures.Structural);
        Row("comments among the tokens", counter, figures => figures.Comments);
        page.Row(
            "survived the first change by somebody else beside it",
            ChallengeText.Of(metric.Challenge.Agent), ChallengeText.Of(metric.Challenge.Human), ChallengeText.Of(metric.Challenge.Unknown), ChallengeText.Of(metric.Challenge.All));
        page.EndTable();

        void Row<T>(string name, ByGroup<T> figures, Func<T, Proportion> share) =>
            page.Row(name, Share(share(figures.Agent)), Share(share(figures.Human)), Share(share(figures.Unknown)), Share(share(figures.All)));
    }

    /// <summary>The greatest of 180, 90, 30 and 14 days at which agent code is told, or all code where agents' is not.</summary>
    internal static int? AgeIndex(ByGroup<IReadOnlyList<CausesPoint>> causes) => ((int[])[3, 2, 1, 0])
        .Where(index => causes.Agent[index].Modified is not null)
        .Concat(((int[])[3, 2, 1, 0]).Where(index => causes.All[index].Modified is not null))
        .Select(index => (int?)index).FirstOrDefault();

    /// <summary>The tenth above the longest bar.</summary>
    private static double End(ByGroup<IReadOnlyList<CausesPoint>> causes, int index) =>
        Math.Max(0.1, Math.Ceiling(Groups(causes).Max(group => Causes.Sum(cause => cause.Share(group.Points[index]) ?? 0)) * 10) / 10);

    private static IEnumerable<(string Name, IReadOnlyList<CausesPoint> Points)> Groups(ByGroup<IReadOnlyList<CausesPoint>> causes) =>
        [("agent", causes.Agent), ("human", causes.Human), ("unknown", causes.Unknown), ("all", causes.All)];

    private static string Share(double? share) => share is { } value ? Figures.Percent(value) : "–";

    private static string Share(Proportion proportion) => Share(proportion.Share);
}
