namespace Reporting.Api.Connect;

/// <summary>The scripts of docs/connect with this server's address. The tests run the same scripts.</summary>
internal static class ConnectScripts
{
    private const string Example = "http://localhost:5080/odata/";

    private static readonly string PythonScript = Read("feed.py");
    private static readonly string RScript = Read("feed.R");

    public static string Python(string feed) => PythonScript.Replace(Example, feed, StringComparison.Ordinal);

    public static string R(string feed) => RScript.Replace(Example, feed, StringComparison.Ordinal);

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(ConnectScripts).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
