using System.Text.Json;
using Provenance.Engine.Analysis;
using Provenance.Engine.History.Units;
using Provenance.Engine.Ledger;
using Provenance.Engine.Metric;

namespace Provenance.Engine.Reports;

/// <summary>The survival report as JSON: docs/schema/report-1.json.</summary>
public static class ReportJson
{
    /// <summary>UTF-8, keys in the schema's order, one final newline. Equal reports give equal bytes.</summary>
    public static byte[] Write(SurvivalReport report) => JsonValues.Document(json => Write(json, report));

    private static void Write(Utf8JsonWriter json, SurvivalReport report)
    {
        var metric = report.Metric;
        json.WriteNumber("schemaVersion", 1);
        WriteRepository(json, report);
        WriteOptions(json, report);
        json.Coverage(report.Figures.Coverage);
        json.Funnel(report.Figures.Funnel);
        if (report.Excluded is { } excluded)
        {
            WriteExcluded(json, excluded);
        }

        if (report.Exercised is { } exercised)
        {
            WriteExercised(json, exercised);
        }

        json.WriteStartObject("survival");
        json.Series("agent", metric.Survival.Agent);
        json.Series("agentHi", metric.Survival.AgentHi);
        json.Series("human", metric.Survival.Human);
        json.Series("unknown", metric.Survival.Unknown);
        json.Series("all", metric.Survival.All);
        json.WriteEndObject();
        json.Headline(report.Figures.ShippedSurvival);
        json.WriteStartObject("difference");
        json.Difference("human", metric.DifferenceHuman);
        json.Difference("unknown", metric.DifferenceUnknown);
        json.WriteEndObject();
        ByGroup(json, "challenge", metric.Challenge, MetricJson.Challenge);
        ByGroup(json, "causes", metric.Causes, MetricJson.Causes);
        ByGroup(json, "counter", metric.Counter, MetricJson.Counter);
        json.Array("agents", metric.Agents, agent => json.Slice("agent", agent));
        json.Array("models", metric.Models, model => json.Slice("model", model));
        json.Array("tiers", metric.Tiers, tier => json.Slice("tier", tier));
        json.Notices(report.Notices);
    }

    private static void WriteExcluded(Utf8JsonWriter json, ExcludedCode excluded)
    {
        json.WriteStartObject("excluded");
        json.WriteNumber("patterns", excluded.Patterns);
        Write("all", excluded.All);
        Write("agent", excluded.Agent);
        json.WriteEndObject();

        void Write(string name, ExcludedWeight weight)
        {
            json.WriteStartObject(name);
            json.WriteNumber("born", weight.Born);
            json.WriteNumber("alive", weight.Alive);
            json.WriteNumber("notShipped", weight.NotShipped);
            json.WriteEndObject();
        }
    }

    private static void WriteExercised(Utf8JsonWriter json, ExercisedFigures exercised)
    {
        json.WriteStartObject("exercised");
        json.WriteString("of", exercised.Of);
        json.WriteNumber("files", exercised.Files);
        json.Array("rows", exercised.Rows, row =>
        {
            json.WriteStartObject();
            json.WriteString("label", row.Label);
            json.WriteNumber("units", row.Units);
            json.WriteNumber("measured", row.Measured);
            json.WriteNumber("exercised", row.Exercised);
            json.Number("share", row.Share.Share);
            json.WriteString("reason", ReasonWords.Of(row.Share.Reason));
            json.WriteEndObject();
        });
        json.WriteEndObject();
    }

    private static void WriteRepository(Utf8JsonWriter json, SurvivalReport report)
    {
        var repository = report.Repository;
        json.WriteStartObject("repository");
        json.Id("rev", repository.Commit);
        json.WriteString("objectFormat", repository.Location.ObjectFormat);
        json.WriteNumber("commits", repository.History.Commits.Length);
        json.WriteNumber("mainlineCommits", repository.History.Mainline.Length);
        json.WriteBoolean("shallow", repository.Location.IsShallow);
        json.WriteNumber("unreadFiles", repository.History.UnreadAtTip);
        json.WriteEndObject();
    }

    private static void WriteOptions(Utf8JsonWriter json, SurvivalReport report)
    {
        json.WriteStartObject("options");
        json.WriteNumber("horizonDays", report.Options.HorizonDays);
        json.Count("windowDays", report.Options.WindowDays);
        json.WriteString("unit", report.Options.Unit == UnitMode.Line ? "line" : "token");
        json.WriteString("path", report.Path);
        json.WriteNull("since");
        json.WriteString("policy", report.Repository.Policy.PolicyDigest);
        json.WriteString("overlay", report.Repository.Policy.OverlayDigest);
        if (report.Options.Unit == UnitMode.Line && report.Repository.Policy.IgnoreListDigest is { } ignored)
        {
            json.WriteString("ignoreList", ignored);
        }

        json.WriteString("engineVersion", report.Options.EngineVersion);
        json.WriteEndObject();
    }

    private static void ByGroup<T>(Utf8JsonWriter json, string name, ByGroup<T> figures, Action<Utf8JsonWriter, string, T> write)
    {
        json.WriteStartObject(name);
        write(json, "agent", figures.Agent);
        write(json, "human", figures.Human);
        write(json, "unknown", figures.Unknown);
        write(json, "all", figures.All);
        json.WriteEndObject();
    }
}
