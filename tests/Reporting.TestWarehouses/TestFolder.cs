namespace Reporting.TestWarehouses;

/// <summary>Temporary folders of tests.</summary>
public static class TestFolder
{
    private const int MaxTries = 20;

    /// <summary>Deletes a folder. A pooled connection or a background task may still write its last file there, so it tries again for a second.</summary>
    public static void Delete(string folder)
    {
        for (var tries = 1; Directory.Exists(folder); tries++)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (IOException) when (tries < MaxTries)
            {
                Thread.Sleep(50);
            }
        }
    }
}
