using Penstock.Server.Hosting;
using Penstock.Server.Hosting.Start;

var arguments = ServerArguments.Parse(args, Environment.GetEnvironmentVariable);

if (arguments.Text is { } text)
{
    Console.Out.WriteLine(text);
    return ExitCodes.Ok;
}

if (arguments.Options is not { } options)
{
    foreach (var error in arguments.Errors)
    {
        Console.Error.WriteLine(error);
    }

    Console.Error.WriteLine("See --help.");
    return ExitCodes.Usage;
}

try
{
    await using var server = await PenstockServer.StartAsync(options, CancellationToken.None);

    // Signals are listened to before the console invites anybody to send one.
    var stopped = server.WaitForShutdownAsync();
    Banner.Write(Console.Out, server);
    await stopped;
    return ExitCodes.Ok;
}
catch (StartRefusedException refusal)
{
    Console.Error.WriteLine(refusal.Message);
    return refusal.ExitCode;
}
catch (Exception defect)
{
    Console.Error.WriteLine($"Penstock failed, and this is a defect: {defect}");
    return ExitCodes.Failed;
}
