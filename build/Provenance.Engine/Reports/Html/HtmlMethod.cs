using System.Globalization;
using Provenance.Engine.History.Units;
using Provenance.Engine.Ledger;
using Provenance.Engine.Reports.Words;

namespace Provenance.Engine.Reports.Html;

/// <summary>Unit, birth, death, clock and cohort: what every number above is made of.</summary>
internal static class HtmlMethod
{
    public static void Write(PageText page, SurvivalReport report)
    {
        var isLine = report.Options.Unit == UnitMode.Line;
        var (repository, options) = (report.Repository, report.Options);
        page.Section("method", "How it was measured", "").Raw("<dl class=\"method\">\n");
        Item("Unit", isLine ? "A physical line of a C# file, weight 1." : "A C# token that carries meaning: no brace, bracket, separator, comment or using line. About eight make a line.");
        Item("Birth", "The commit that wrote it, by the mainline's clock." + (isLine ? "" : " Re-wrapped, moved and consistently renamed code keeps its birth; so does what is reverted and back within 30 days."));
        Item("Death", "It leaves the mainline: modified, deleted, its file removed, or moved out of scope." + (isLine ? "" : " Lives are counted in UTC days: what is gone on the day it came was never there."));
        Item("Label", "Of the commit that wrote it, fixed for life: agent, mixed (agent and person), human, or unknown where nothing says who.");
        Item("Ages", string.Create(CultureInfo.InvariantCulture, $"Born at least {options.HorizonDays} days before the commit, {(options.WindowDays is { } window ? $"observed in the {window} days before it" : "in all of history")}. The headline weighs ages alike, because a plain share depends on when code was written."));
        Item("History", $"{Figures.Count(repository.History.Commits.Length)} commits, {Figures.Count(repository.History.Mainline.Length)} on the mainline{(repository.Location.IsShallow ? ", cut by a shallow clone" : "")}.{(repository.History.UnreadAtTip is > 0 and var unread ? $" {Figures.Count(unread)} C# {(unread == 1 ? "file" : "files")} could not be read." : "")}");
        if (report.Excluded is { } excluded)
        {
            Item("Excluded", ExcludedWords.Of(excluded) + ".");
        }

        Item("Chance", "Days are what varies: intervals treat the days of birth and of death as clusters, and none is given under ten independent days.");
        Item("Engine", $"Provenance {options.EngineVersion}, policy {(repository.Policy.PolicyDigest is { } policy ? policy[..12] : "none")}, overlay {(repository.Policy.OverlayDigest is { } overlay ? overlay[..12] : "none")}{(isLine && repository.Policy.IgnoreListDigest is { } list ? ", commits looked through " + list[..12] : "")}. The same commit and options give the same bytes.");
        page.Raw("</dl>\n");
        WriteBands(page, report.Figures.ShippedSurvival);
        page.EndSection();

        void Item(string name, string text) => page.Raw("<div>").Element("dt", name).Element("dd", text).Raw("</div>\n");
    }

    private static void WriteBands(PageText page, HeadlineFigure headline)
    {
        if (headline.Bands.IsEmpty || headline.Figure.Point is null)
        {
            return;
        }

        page.BeginDetails("The headline by age").BeginTable("Age bands of the headline", "born … days ago", "agent units", "in the build", "share", "weight in days");
        foreach (var band in headline.Bands)
        {
            page.Row(
                string.Create(CultureInfo.InvariantCulture, $"{band.FromDays} to {band.ToDays}"),
                Figures.Count(band.AuthoredUnits), Figures.Count(band.ShippedUnits),
                band.Share.Value is { } share ? Figures.Percent(share) : "–", Figures.Count(band.WeightDays));
        }

        page.EndTable().EndDetails();
    }
}
