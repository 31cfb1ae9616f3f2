using System.Diagnostics;
using System.Text.Json;

namespace MnistTrainer.Packaging.Tests;

/// <summary>The settings of the container image, as MSBuild evaluates them: the image itself needs a base from a registry.</summary>
public sealed class ContainerTests
{
    [Fact]
    public void The_image_serves_on_port_8080_without_root()
    {
        JsonElement evaluated = Evaluate(
            "-getProperty:ContainerRepository,ContainerBaseImage,ContainerUser,ContainerWorkingDirectory,TargetFramework",
            "-getItem:ContainerPort,ContainerAppCommandArgs,None"
        );
        JsonElement properties = evaluated.GetProperty("Properties");
        Assert.Equal("mnist", Text("ContainerRepository"));
        Assert.Equal("/app/", Text("ContainerWorkingDirectory"));
        // The image of the framework that the program is built for, and the number of the user "app" in it.
        Assert.Equal($"mcr.microsoft.com/dotnet/aspnet:{Text("TargetFramework")["net".Length..]}", Text("ContainerBaseImage"));
        Assert.Equal("1654", Text("ContainerUser"));
        Assert.Equal(["8080"], Items("ContainerPort"));
        Assert.Equal(["serve", "--host", "0.0.0.0", "--port", "8080"], Items("ContainerAppCommandArgs"));
        Assert.Contains("../../models/digits.zip", Items("None").Select(path => path.Replace('\\', '/')));

        string Text(string name) => properties.GetProperty(name).GetString()!;
        string[] Items(string name) =>
            [
                .. evaluated
                    .GetProperty("Items")
                    .GetProperty(name)
                    .EnumerateArray()
                    .Select(item => item.GetProperty("Identity").GetString()!),
            ];
    }

    /// <summary>As the SDK makes it of the settings, without a base image.</summary>
    [Fact]
    public void The_image_starts_the_program()
    {
        JsonElement evaluated = Evaluate("-t:ComputeContainerConfig", "-getItem:ContainerAppCommand");
        Assert.Equal(
            ["dotnet", "/app/mnist.dll"],
            evaluated
                .GetProperty("Items")
                .GetProperty("ContainerAppCommand")
                .EnumerateArray()
                .Select(item => item.GetProperty("Identity").GetString()!)
        );
    }

    private static JsonElement Evaluate(params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", ["msbuild", Path.Combine(Repository.Root, "src", "MnistTrainer.Cli"), .. arguments])
        {
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, text);
        return JsonDocument.Parse(text).RootElement;
    }
}
