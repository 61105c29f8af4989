using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using Penstock.Server.Hosting.Access;

namespace Penstock.Server.Tests.Hosting;

public sealed class KeyGuessesTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly FakeLogger<KeyGuesses> _logger = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly KeyGuesses _guesses;

    public KeyGuessesTests() =>
        _guesses = new KeyGuesses(new KeyGuessMetrics(_services.GetRequiredService<IMeterFactory>()), _clock, _logger);

    [Fact]
    public void After_ten_wrong_keys_not_even_the_right_one_is_looked_at_until_the_minute_is_over()
    {
        Guess("203.0.113.9", 10);
        _clock.Advance(TimeSpan.FromSeconds(20));

        var held = _guesses.Try(KeyGuessMetrics.Api, IPAddress.Parse("203.0.113.9"), () => throw new InvalidOperationException("It was looked at."));
        _clock.Advance(TimeSpan.FromSeconds(40));

        Assert.Equal(TimeSpan.FromSeconds(40), held.RetryAfter);
        Assert.True(Right("203.0.113.9").IsRight);
    }

    [Fact]
    public void An_address_that_sent_no_wrong_key_is_never_held_off()
    {
        for (var host = 0; host < 2_000; host++)
        {
            Guess($"10.1.{host / 250}.{host % 250}", 12);
        }

        Assert.True(Right("203.0.113.9").IsRight);
    }

    [Fact]
    public void Right_keys_are_not_counted()
    {
        Guess("203.0.113.9", 9);

        Assert.All(Enumerable.Range(0, 100), _ => Assert.True(Right("203.0.113.9").IsRight));
    }

    [Fact]
    public void Addresses_of_one_customers_network_count_together()
    {
        for (var host = 1; host <= 10; host++)
        {
            Guess($"2001:db8:1:2::{host:x}", 1);
        }

        Assert.NotNull(Right("2001:db8:1:2:ffff::1").RetryAfter);
        Assert.Null(Right("2001:db8:1:3::1").RetryAfter);
    }

    [Fact]
    public void An_address_is_the_same_however_the_listener_writes_it()
    {
        Guess("::ffff:203.0.113.9", 10);

        Assert.NotNull(Right("203.0.113.9").RetryAfter);
        Assert.Null(Right("203.0.113.8").RetryAfter);
    }

    [Fact]
    public void Many_addresses_take_no_more_memory_than_is_set_aside_and_the_last_ones_are_still_held_off()
    {
        for (var host = 0; host < KeyGuesses.MostAddresses + 500; host++)
        {
            Guess(new IPAddress(0x0A000000L + (host << 8)).ToString(), 10);
        }

        Assert.Equal(KeyGuesses.MostAddresses, _guesses.Count);
        Assert.NotNull(Right(new IPAddress(0x0A000000L + ((KeyGuesses.MostAddresses + 499) << 8)).ToString()).RetryAfter);

        _clock.Advance(KeyGuesses.Window);
        Right("203.0.113.9");
        Assert.Equal(0, _guesses.Count);
    }

    [Fact]
    public void Holding_off_is_logged_once_with_the_address_and_without_the_key()
    {
        Guess("2001:db8:1:2::1", 30);

        var record = Assert.Single(_logger.Collector.GetSnapshot());
        Assert.Equal(LogLevel.Warning, record.Level);
        Assert.Contains("2001:db8:1:2::/64", record.Message);
    }

    public void Dispose() => _services.Dispose();

    private void Guess(string address, int times)
    {
        for (var time = 0; time < times; time++)
        {
            _guesses.Try(KeyGuessMetrics.Api, IPAddress.Parse(address), () => false);
        }
    }

    private KeyTrial Right(string address) => _guesses.Try(KeyGuessMetrics.Api, IPAddress.Parse(address), () => true);
}
