using System.Security.Cryptography;
using System.Text;

namespace Provenance.Engine.Reports.Html;

/// <summary>The survival report as one page that needs nothing else: no request leaves it, and its policy lets no other script or style run.</summary>
public static class HtmlReport
{
    private static readonly string Style = Asset("report.css");
    private static readonly string Script = Asset("report.js");

    /// <summary>UTF-8, one final newline. Needs <see cref="SurvivalReport.Detail"/> for files, source and curves. Equal reports give equal bytes.</summary>
    public static byte[] Write(SurvivalReport report)
    {
        var page = new PageText();
        page.Raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Raw($"<meta http-equiv=\"Content-Security-Policy\" content=\"{Policy}\">\n")
            .Raw("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n")
            .Raw("<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"robots\" content=\"noindex\">\n")
            // Browsers ask the server for an icon otherwise.
            .Raw("<link rel=\"icon\" href=\"data:,\">\n")
            .Raw("<title>").Text($"Provenance {HtmlHead.Subject(report)}").Raw("</title>\n")
            .Raw($"<style>{Style}</style>\n</head>\n<body>\n");
        HtmlHead.Write(page, report);
        page.Raw("<main id=\"content\">\n");
        HtmlHero.Write(page, report);
        HtmlCurves.Write(page, report);
        HtmlFunnel.Write(page, report);
        HtmlExercised.Write(page, report);
        HtmlDeaths.Write(page, report);
        HtmlAgents.Write(page, report);
        HtmlFiles.Write(page, report);
        HtmlUncounted.Write(page, report);
        HtmlMethod.Write(page, report);
        page.Raw("</main>\n");
        EmbeddedData.Write(page, report);
        page.Raw($"<script>{Script}</script>\n</body>\n</html>\n");
        return Encoding.UTF8.GetBytes(page.ToString());
    }

    /// <summary>The one script and the one style are let in by their hashes; everything else, network included, is refused.</summary>
    private static string Policy { get; } =
        $"default-src 'none'; script-src '{Hash(Script)}'; style-src '{Hash(Style)}'; img-src data:; base-uri 'none'; form-action 'none'";

    private static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Asset(string name)
    {
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream("Provenance.Engine.Reports.Html." + name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
