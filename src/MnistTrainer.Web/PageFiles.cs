using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace MnistTrainer.Web;

/// <summary>The files of the pages, embedded in the assembly: no request reads the disk.</summary>
internal static class PageFiles
{
    private const string Prefix = "page/";

    private static readonly FrozenDictionary<string, PageFile> All = typeof(PageFiles)
        .Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .Select(PageFile.Load)
        .ToFrozenDictionary(file => file.Path, StringComparer.Ordinal);

    /// <summary>Maps all files by name, and a page at the root.</summary>
    /// <param name="application">The application.</param>
    /// <param name="page">The name of the page: <c>draw</c>.</param>
    public static void Map(WebApplication application, string page)
    {
        MapPage(application, "/", page);
        foreach (PageFile file in All.Values.Where(file => !file.Path.EndsWith(".html", StringComparison.Ordinal)))
            application.MapRead($"/{file.Path}", (HttpContext context) => SendAsync(context, file)).ExcludeFromDescription();
    }

    /// <summary>Maps a page at a path beside the root: its links are relative to the root.</summary>
    /// <param name="application">The application.</param>
    /// <param name="path">The path: <c>/explore</c>.</param>
    /// <param name="page">The name of the page: <c>explore</c>.</param>
    public static void MapPage(WebApplication application, string path, string page) =>
        application.MapRead(path, (HttpContext context) => SendAsync(context, All[$"{page}.html"])).ExcludeFromDescription();

    private static Task SendAsync(HttpContext context, PageFile file)
    {
        HttpResponse response = context.Response;
        response.Headers.CacheControl = "no-cache";
        response.Headers.ETag = file.Tag;
        if (context.Request.Headers.IfNoneMatch == file.Tag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentType = file.Type;
        response.ContentLength = file.Bytes.Length;
        return response.Body.WriteAsync(file.Bytes, context.RequestAborted).AsTask();
    }

    private sealed record PageFile(string Path, string Type, byte[] Bytes, string Tag)
    {
        public static PageFile Load(string resource)
        {
            using Stream stream = typeof(PageFiles).Assembly.GetManifestResourceStream(resource)!;
            byte[] bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            string path = resource[Prefix.Length..].Replace('\\', '/');
            string type = System.IO.Path.GetExtension(path) switch
            {
                ".html" => "text/html; charset=utf-8",
                ".css" => "text/css; charset=utf-8",
                ".js" => "text/javascript; charset=utf-8",
                ".svg" => "image/svg+xml",
                _ => "application/octet-stream",
            };
            return new PageFile(path, type, bytes, $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8))}\"");
        }
    }
}
