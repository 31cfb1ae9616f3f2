using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace MnistTrainer.Web;

/// <summary><c>/openapi.json</c>: the description of the API, made for the first request and kept.</summary>
internal static class ApiDocument
{
    private const string Name = "v1";

    /// <summary>Registers what describes the API.</summary>
    public static void AddTo(IServiceCollection services)
    {
        // By default, numbers would be described as numbers or strings.
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict);
        services.AddOpenApi(Name, api => api.ShouldInclude = one => one.HttpMethod != HttpMethods.Head);
    }

    public static void Map(WebApplication application)
    {
        // Creation does not depend on the duration or cancellation of a request.
        Lazy<Task<byte[]>> document = new(() => MakeAsync(application.Services));
        application
            .MapRead(
                "/openapi.json",
                async () => Results.Bytes(await document.Value.ConfigureAwait(false), "application/json; charset=utf-8")
            )
            .ExcludeFromDescription();
    }

    private static async Task<byte[]> MakeAsync(IServiceProvider services)
    {
        await using AsyncServiceScope scope = services.CreateAsyncScope();
        OpenApiDocument document = await scope
            .ServiceProvider.GetRequiredKeyedService<IOpenApiDocumentProvider>(Name)
            .GetOpenApiDocumentAsync()
            .ConfigureAwait(false);
        // The address is the one that the document was read from.
        document.Servers = null;
        document.Info.Title = "MnistTrainer";
        DescribeBodies(document);
        DescribeProblems(document);
        using MemoryStream stream = new();
        await document.SerializeAsJsonAsync(stream, OpenApiSpecVersion.OpenApi3_1).ConfigureAwait(false);
        return stream.ToArray();
    }

    /// <summary>The endpoints read bodies themselves, so nobody else knows what is in them.</summary>
    private static void DescribeBodies(OpenApiDocument document)
    {
        foreach ((string path, IOpenApiPathItem item) in document.Paths)
        {
            foreach (OpenApiOperation operation in (item.Operations ?? []).Values.Where(one => one.RequestBody?.Content is not null))
            {
                foreach ((string type, OpenApiMediaType body) in operation.RequestBody!.Content!)
                    body.Schema = BodyOf(type, isCorrection: path is CorrectionEndpoints.Path or LessonEndpoints.Path);
            }
        }
    }

    private static OpenApiSchema BodyOf(string type, bool isCorrection)
    {
        OpenApiSchema file = new() { Type = JsonSchemaType.String, Format = "binary" };
        OpenApiSchema url = new() { Type = JsonSchemaType.String, Description = "The image as a data URL: data:image/png;base64,…" };
        OpenApiSchema label = new()
        {
            Type = JsonSchemaType.String | JsonSchemaType.Number,
            Description = "The correct class, one of the model's.",
        };
        return type switch
        {
            "multipart/form-data" => ObjectOf(("image", file)),
            "application/json" when isCorrection => ObjectOf(("image", url), ("label", label)),
            "application/json" => ObjectOf(("image", url)),
            _ => file,
        };
    }

    private static OpenApiSchema ObjectOf(params (string Name, OpenApiSchema Schema)[] members) =>
        new()
        {
            Type = JsonSchemaType.Object,
            Properties = members.ToDictionary(member => member.Name, IOpenApiSchema (member) => member.Schema),
            Required = members.Select(member => member.Name).ToHashSet(),
        };

    private static void DescribeProblems(OpenApiDocument document)
    {
        // The training page has none.
        IOpenApiSchema? schema = null;
        _ = document.Components?.Schemas?.TryGetValue(nameof(ProblemDetails), out schema);
        if (schema is not OpenApiSchema { Properties: { } members } problem)
            return;
        members["code"] = new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Description = "The kind of problem, for programs and translations: too-large, busy.",
        };
        members["traceId"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "The identifier of the request." };
        problem.Required = new HashSet<string> { "title", "status", "code" };
    }
}
