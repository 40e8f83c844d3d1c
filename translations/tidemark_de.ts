<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Banner</name>
    <message>
        <source>Close this notice</source>
        <translation>Hinweis schließen</translation>
    </message>
</context>
<context>
    <name>ConflictTable</name>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>Yours, this device</source>
        <translation>Ihre Werte, dieses Gerät</translation>
    </message>
    <message>
        <source>Theirs, on the platform</source>
        <translation>Andere Werte, auf der Plattform</translation>
    </message>
</context>
<context>
    <name>DemoAccountButton</name>
    <message>
        <source>Sign in as %1, %2</source>
        <translation>Anmelden als %1, %2</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>%1 compliance report</source>
        <translation>Compliance-Bericht %1</translation>
    </message>
</context>
<context>
    <name>FaultText</name>
    <message>
        <source>Login, password or tenant is wrong.</source>
        <translation>Anmeldename, Kennwort oder Mandant ist falsch.</translation>
    </message>
    <message>
        <source>Check all three. The password tells capitals from small letters.</source>
        <translation>Prüfen Sie alle drei. Beim Kennwort zählen Groß- und Kleinbuchstaben.</translation>
    </message>
    <message>
        <source>The background program of Tidemark does not answer.</source>
        <translation>Das Hintergrundprogramm von Tidemark antwortet nicht.</translation>
    </message>
    <message>
        <source>It is started again by itself. What you saved on this device is safe.</source>
        <translation>Es wird von selbst neu gestartet. Was Sie auf diesem Gerät gespeichert haben, ist sicher.</translation>
    </message>
    <message>
        <source>The connection to the background program broke before it answered.</source>
        <translation>Die Verbindung zum Hintergrundprogramm ist abgebrochen, bevor es geantwortet hat.</translation>
    </message>
    <message>
        <source>Check whether your last change is in the list, then repeat it if not.</source>
        <translation>Sehen Sie nach, ob Ihre letzte Änderung in der Liste steht, und wiederholen Sie sie sonst.</translation>
    </message>
    <message>
        <source>The background program did not answer in time.</source>
        <translation>Das Hintergrundprogramm hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation>Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>There are changes on this device that the platform does not have yet.</source>
        <translation>Auf diesem Gerät liegen Änderungen, die die Plattform noch nicht hat.</translation>
    </message>
    <message>
        <source>Wait until they are sent, or discard them under Pending changes.</source>
        <translation>Warten Sie, bis sie gesendet sind, oder verwerfen Sie sie unter „Ausstehende Änderungen“.</translation>
    </message>
    <message>
        <source>This is not the passphrase of this device.</source>
        <translation>Das ist nicht die Passphrase dieses Geräts.</translation>
    </message>
    <message>
        <source>Try again. Without the passphrase the store cannot be opened.</source>
        <translation>Versuchen Sie es noch einmal. Ohne die Passphrase lässt sich der Speicher nicht öffnen.</translation>
    </message>
    <message>
        <source>You are signed out.</source>
        <translation>Sie sind abgemeldet.</translation>
    </message>
    <message>
        <source>Sign in to send and receive changes.</source>
        <translation>Melden Sie sich an, um Änderungen zu senden und zu empfangen.</translation>
    </message>
    <message>
        <source>The input is not valid.</source>
        <translation>Die Eingabe ist ungültig.</translation>
    </message>
    <message>
        <source>Correct it and try again.</source>
        <translation>Berichtigen Sie sie und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>This is not there any more.</source>
        <translation>Das gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>Open the list again.</source>
        <translation>Öffnen Sie die Liste neu.</translation>
    </message>
    <message>
        <source>Your role does not allow this.</source>
        <translation>Ihre Rolle erlaubt das nicht.</translation>
    </message>
    <message>
        <source>Ask an administrator of your tenant.</source>
        <translation>Fragen Sie eine Administratorin oder einen Administrator Ihres Mandanten.</translation>
    </message>
    <message>
        <source>Somebody else changed this meanwhile.</source>
        <translation>Jemand anderes hat das inzwischen geändert.</translation>
    </message>
    <message>
        <source>Look at the newest state and try again.</source>
        <translation>Sehen Sie sich den neuesten Stand an und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The platform cannot be reached.</source>
        <translation>Die Plattform ist nicht erreichbar.</translation>
    </message>
    <message>
        <source>Check the network. Your work stays on this device.</source>
        <translation>Prüfen Sie das Netzwerk. Ihre Arbeit bleibt auf diesem Gerät.</translation>
    </message>
    <message>
        <source>Stored data is damaged.</source>
        <translation>Gespeicherte Daten sind beschädigt.</translation>
    </message>
    <message>
        <source>Open Sync details to see what can be repaired.</source>
        <translation>Unter „Abgleich im Einzelnen“ sehen Sie, was sich reparieren lässt.</translation>
    </message>
    <message>
        <source>A limit is reached for now.</source>
        <translation>Im Augenblick ist eine Grenze erreicht.</translation>
    </message>
    <message>
        <source>Try again in a minute.</source>
        <translation>Versuchen Sie es in einer Minute noch einmal.</translation>
    </message>
    <message>
        <source>Your sign-in has ended.</source>
        <translation>Ihre Anmeldung ist abgelaufen.</translation>
    </message>
    <message>
        <source>Sign in again. Nothing is lost.</source>
        <translation>Melden Sie sich neu an. Es ist nichts verloren.</translation>
    </message>
    <message>
        <source>The key of the store on this device is not available.</source>
        <translation>Der Schlüssel zum Speicher dieses Geräts ist nicht verfügbar.</translation>
    </message>
    <message>
        <source>Unlock the keyring of your system, then try again.</source>
        <translation>Entsperren Sie den Schlüsselbund Ihres Systems und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>This is too large.</source>
        <translation>Das ist zu groß.</translation>
    </message>
    <message>
        <source>Split it into smaller parts.</source>
        <translation>Teilen Sie es in kleinere Stücke.</translation>
    </message>
    <message>
        <source>The platform did not answer in time.</source>
        <translation>Die Plattform hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>The identity of the server could not be verified.</source>
        <translation>Die Identität des Servers ließ sich nicht bestätigen.</translation>
    </message>
    <message>
        <source>Check the address. Do not go on if you did not expect this.</source>
        <translation>Prüfen Sie die Adresse. Machen Sie nicht weiter, wenn Sie das nicht erwartet haben.</translation>
    </message>
    <message>
        <source>The two programs speak different versions.</source>
        <translation>Die beiden Programme sprechen verschiedene Versionen.</translation>
    </message>
    <message>
        <source>Update Tidemark on this device.</source>
        <translation>Aktualisieren Sie Tidemark auf diesem Gerät.</translation>
    </message>
    <message>
        <source>The platform cannot serve now.</source>
        <translation>Die Plattform kann gerade nicht antworten.</translation>
    </message>
    <message>
        <source>It is tried again by itself.</source>
        <translation>Es wird von selbst noch einmal versucht.</translation>
    </message>
    <message>
        <source>Something failed inside Tidemark.</source>
        <translation>In Tidemark selbst ist etwas fehlgeschlagen.</translation>
    </message>
    <message>
        <source>Try again. If it stays, send the log to your administrator.</source>
        <translation>Versuchen Sie es noch einmal. Bleibt es so, schicken Sie das Protokoll an Ihre Administration.</translation>
    </message>
</context>
<context>
    <name>FirstSyncBar</name>
    <message>
        <source>First sync</source>
        <translation>Erster Abgleich</translation>
    </message>
    <message>
        <source>First sync: %1 of %2 rows are here. You can work already; the rest arrives by itself.</source>
        <translation>Erster Abgleich: %1 von %2 Zeilen sind da. Sie können schon arbeiten, der Rest kommt von selbst.</translation>
    </message>
    <message>
        <source>First sync: asking the platform what there is for you.</source>
        <translation>Erster Abgleich: Die Plattform wird gefragt, was es für Sie gibt.</translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message numerus="yes">
        <source>%n s ago</source>
        <translation>
            <numerusform>vor %n s</numerusform>
            <numerusform>vor %n s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min ago</source>
        <translation>
            <numerusform>vor %n min</numerusform>
            <numerusform>vor %n min</numerusform>
        </translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message numerus="yes">
        <source>in %n s</source>
        <translation>
            <numerusform>in %n s</numerusform>
            <numerusform>in %n s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n min</source>
        <translation>
            <numerusform>in %n min</numerusform>
            <numerusform>in %n min</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 m %2 s</source>
        <translation>%1 m %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 m</source>
        <translation>%1 h %2 m</translation>
    </message>
</context>
<context>
    <name>LicencesDialog</name>
    <message>
        <source>Licences of the parts</source>
        <translation>Lizenzen der Bestandteile</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>NeedsYouPage</name>
    <message>
        <source>Changes that need you</source>
        <translation>Änderungen, die Sie brauchen</translation>
    </message>
    <message>
        <source>Nothing needs you</source>
        <translation>Nichts braucht Sie</translation>
    </message>
    <message>
        <source>When somebody else changes the same field as you, or the platform refuses a change, both sides are kept and shown here.</source>
        <translation>Wenn jemand anderes dasselbe Feld ändert wie Sie oder die Plattform eine Änderung ablehnt, bleiben beide Seiten erhalten und erscheinen hier.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>What happens then</source>
        <translation>Was dann geschieht</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>Braucht Sie</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>Abgleich</translation>
    </message>
    <message numerus="yes">
        <source>%n conflict(s)</source>
        <translation>
            <numerusform>%n Konflikt</numerusform>
            <numerusform>%n Konflikte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) refused</source>
        <translation>
            <numerusform>%n Änderung abgelehnt</numerusform>
            <numerusform>%n Änderungen abgelehnt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n field(s) differ</source>
        <translation>
            <numerusform>%n Feld weicht ab</numerusform>
            <numerusform>%n Felder weichen ab</numerusform>
        </translation>
    </message>
    <message>
        <source>Refused: %1</source>
        <translation>Abgelehnt: %1</translation>
    </message>
    <message>
        <source>Keep theirs…</source>
        <translation>Andere Werte behalten …</translation>
    </message>
    <message>
        <source>Your values stay on this device until you decide; nothing is chosen for you. Keeping theirs drops your change. To keep yours, open the row and enter it again on top of theirs.</source>
        <translation>Ihre Werte bleiben auf diesem Gerät, bis Sie entscheiden; nichts wird für Sie gewählt. Behalten Sie die anderen Werte, fällt Ihre Änderung weg. Um Ihre zu behalten, öffnen Sie die Zeile und geben Sie sie über den anderen noch einmal ein.</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>The platform gave no cause.</source>
        <translation>Die Plattform hat keinen Grund genannt.</translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation>Verwerfen …</translation>
    </message>
    <message>
        <source>Trying again sends the same change once more; it helps when the cause is gone. Discarding removes it from this device; the platform keeps what it has.</source>
        <translation>Ein neuer Versuch sendet dieselbe Änderung noch einmal; das hilft, wenn der Grund weggefallen ist. Verwerfen entfernt sie von diesem Gerät; die Plattform behält, was sie hat.</translation>
    </message>
    <message>
        <source>Keep theirs and drop your values?</source>
        <translation>Andere Werte behalten und Ihre verwerfen?</translation>
    </message>
    <message>
        <source>Discard this change?</source>
        <translation>Diese Änderung verwerfen?</translation>
    </message>
    <message>
        <source>“%1” is removed from this device and never sent. The platform keeps what it has.</source>
        <translation>„%1“ wird von diesem Gerät entfernt und nie gesendet. Die Plattform behält, was sie hat.</translation>
    </message>
    <message>
        <source>Keep theirs</source>
        <translation>Andere Werte behalten</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>A change was refused.</source>
        <translation>Eine Änderung wurde abgelehnt.</translation>
    </message>
    <message>
        <source>Refused: %1</source>
        <translation>Abgelehnt: %1</translation>
    </message>
    <message>
        <source>Somebody else changed the same fields. You choose.</source>
        <translation>Jemand anderes hat dieselben Felder geändert. Sie entscheiden.</translation>
    </message>
    <message>
        <source>A change waits on the platform for another one.</source>
        <translation>Eine Änderung wartet auf der Plattform auf eine andere.</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>No notices. Refused and conflicting changes appear here.</source>
        <translation>Keine Hinweise. Abgelehnte und widersprüchliche Änderungen erscheinen hier.</translation>
    </message>
</context>
<context>
    <name>PendingItems</name>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>(structured)</source>
        <translation>(gegliedert)</translation>
    </message>
    <message>
        <source>Sent, not confirmed</source>
        <translation>Gesendet, nicht bestätigt</translation>
    </message>
    <message>
        <source>Held back</source>
        <translation>Zurückgehalten</translation>
    </message>
    <message>
        <source>Waits on the platform</source>
        <translation>Wartet auf der Plattform</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Conflict</source>
        <translation>Konflikt</translation>
    </message>
    <message>
        <source>Waiting to be sent</source>
        <translation>Wartet aufs Senden</translation>
    </message>
</context>
<context>
    <name>PendingModel</name>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>Tries</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>Next try</source>
        <translation>Nächster Versuch</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>Grund</translation>
    </message>
</context>
<context>
    <name>PendingPage</name>
    <message>
        <source>Send now</source>
        <translation>Jetzt senden</translation>
    </message>
    <message>
        <source>Pending changes</source>
        <translation>Ausstehende Änderungen</translation>
    </message>
    <message>
        <source>Nothing is waiting</source>
        <translation>Nichts steht aus</translation>
    </message>
    <message>
        <source>Every change of this device has reached the platform. What you save while offline waits here until it is sent.</source>
        <translation>Jede Änderung dieses Geräts ist auf der Plattform angekommen. Was Sie ohne Verbindung speichern, wartet hier, bis es gesendet wird.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation>Verwerfen …</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>Abgleich</translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n wartet</numerusform>
            <numerusform>%n warten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) you</source>
        <translation>
            <numerusform>%n braucht Sie</numerusform>
            <numerusform>%n brauchen Sie</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiteres</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Discard this change?</source>
        <translation>Diese Änderung verwerfen?</translation>
    </message>
    <message>
        <source>“%1” is removed from this device and never sent. The platform keeps what it has.</source>
        <translation>„%1“ wird von diesem Gerät entfernt und nie gesendet. Die Plattform behält, was sie hat.</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
</context>
<context>
    <name>QDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>QuickOpen</name>
    <message>
        <source>Quick open</source>
        <translation>Schnellzugriff</translation>
    </message>
    <message>
        <source>Search or jump to…</source>
        <translation>Suchen oder springen zu …</translation>
    </message>
    <message>
        <source>Search pages and reports</source>
        <translation>Seiten und Berichte suchen</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>Nothing has this name.</source>
        <translation>Nichts heißt so.</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Navigation</source>
        <translation>Navigation</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>Administration</source>
        <translation>Verwaltung</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>Abgleich</translation>
    </message>
</context>
<context>
    <name>RowWindowModel</name>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Look</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Schriftgröße</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Account and device</source>
        <translation>Konto und Gerät</translation>
    </message>
    <message>
        <source>Signed in as</source>
        <translation>Angemeldet als</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Key of the store</source>
        <translation>Schlüssel zum Speicher</translation>
    </message>
    <message>
        <source>Sync details</source>
        <translation>Abgleich im Einzelnen</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Über</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License 3 or later</source>
        <translation>Freie Software unter der GNU General Public License 3 oder neuer</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Licences of the parts</source>
        <translation>Lizenzen der Bestandteile</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>niemand</translation>
    </message>
    <message>
        <source>In the keyring of this system</source>
        <translation>Im Schlüsselbund dieses Systems</translation>
    </message>
    <message>
        <source>Behind your passphrase</source>
        <translation>Hinter Ihrer Passphrase</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>Noch keiner</translation>
    </message>
</context>
<context>
    <name>Shell</name>
    <message>
        <source>page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>Sign out…</source>
        <translation>Abmelden …</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>Sign out?</source>
        <translation>Abmelden?</translation>
    </message>
    <message>
        <source>The copy of your data on this device is removed. Everything that was sent stays on the platform.</source>
        <translation>Die Kopie Ihrer Daten auf diesem Gerät wird entfernt. Alles, was gesendet wurde, bleibt auf der Plattform.</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>Sign out and lose unsent changes?</source>
        <translation>Abmelden und nicht gesendete Änderungen verlieren?</translation>
    </message>
    <message>
        <source>Discard and sign out</source>
        <translation>Verwerfen und abmelden</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Überall</translation>
    </message>
    <message>
        <source>Ctrl+K</source>
        <translation>Strg+K</translation>
    </message>
    <message>
        <source>Quick open: pages and reports by name</source>
        <translation>Schnellzugriff: Seiten und Berichte nach Namen</translation>
    </message>
    <message>
        <source>Ctrl+1 … Ctrl+9</source>
        <translation>Strg+1 … Strg+9</translation>
    </message>
    <message>
        <source>Pages in the order of the rail</source>
        <translation>Seiten in der Reihenfolge der Leiste</translation>
    </message>
    <message>
        <source>Alt+Left</source>
        <translation>Alt+Links</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>F6</source>
        <translation>F6</translation>
    </message>
    <message>
        <source>Next area: rail, page, top bar</source>
        <translation>Nächster Bereich: Leiste, Seite, Kopfzeile</translation>
    </message>
    <message>
        <source>Ctrl+,</source>
        <translation>Strg+,</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Ctrl+L</source>
        <translation>Strg+L</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>This sheet</source>
        <translation>Diese Übersicht</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tabellen</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Open the row</source>
        <translation>Zeile öffnen</translation>
    </message>
    <message>
        <source>F2</source>
        <translation>F2</translation>
    </message>
    <message>
        <source>Edit the cell</source>
        <translation>Zelle bearbeiten</translation>
    </message>
    <message>
        <source>F8</source>
        <translation>F8</translation>
    </message>
    <message>
        <source>Next problem</source>
        <translation>Nächstes Problem</translation>
    </message>
    <message>
        <source>Ctrl+Z, Ctrl+Y</source>
        <translation>Strg+Z, Strg+Y</translation>
    </message>
    <message>
        <source>Undo, redo</source>
        <translation>Rückgängig, wiederholen</translation>
    </message>
    <message>
        <source>Ctrl+C, Ctrl+V</source>
        <translation>Strg+C, Strg+V</translation>
    </message>
    <message>
        <source>Copy, paste from Excel</source>
        <translation>Kopieren, aus Excel einfügen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>SignInScreen</name>
    <message>
        <source>Server address</source>
        <translation>Serveradresse</translation>
    </message>
    <message>
        <source>Tenant</source>
        <translation>Mandant</translation>
    </message>
    <message>
        <source>The short name of your organization&apos;s space, such as “acme”.</source>
        <translation>Der Kurzname des Bereichs Ihrer Organisation, etwa „acme“.</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>Anmeldename</translation>
    </message>
    <message>
        <source>name@company.com</source>
        <translation>name@firma.de</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Kennwort</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Sign in to Tidemark</source>
        <translation>Bei Tidemark anmelden</translation>
    </message>
    <message>
        <source>Something else than Tidemark answers there.</source>
        <translation>Dort antwortet etwas anderes als Tidemark.</translation>
    </message>
    <message>
        <source>%1 %2 answers.</source>
        <translation>%1 %2 antwortet.</translation>
    </message>
    <message>
        <source>Demo platform: sign in with one click</source>
        <translation>Demo-Plattform: mit einem Klick anmelden</translation>
    </message>
    <message>
        <source>%1 is missing.</source>
        <translation>%1 fehlt.</translation>
    </message>
    <message>
        <source>Fill it in.</source>
        <translation>Füllen Sie das Feld aus.</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>Anmeldung läuft …</translation>
    </message>
</context>
<context>
    <name>StatusStrip</name>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) saved on this device</source>
        <translation>
            <numerusform>%n Änderung auf diesem Gerät gespeichert</numerusform>
            <numerusform>%n Änderungen auf diesem Gerät gespeichert</numerusform>
        </translation>
    </message>
    <message>
        <source>Receiving %1 of %2</source>
        <translation>Empfange %1 von %2</translation>
    </message>
    <message>
        <source>Checking the mirror</source>
        <translation>Spiegel wird geprüft</translation>
    </message>
    <message>
        <source>Repairing the mirror</source>
        <translation>Spiegel wird repariert</translation>
    </message>
    <message>
        <source>Receiving changes</source>
        <translation>Empfange Änderungen</translation>
    </message>
    <message>
        <source>This network asks you to sign in</source>
        <translation>Dieses Netzwerk verlangt eine Anmeldung</translation>
    </message>
    <message>
        <source>Offline since %1</source>
        <translation>Offline seit %1</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>Sync is on hold</source>
        <translation>Abgleich ruht</translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>Auf dem neuesten Stand</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>Online</translation>
    </message>
    <message>
        <source>Not signed in</source>
        <translation>Nicht angemeldet</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>Needs a passphrase</source>
        <translation>Braucht eine Passphrase</translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation>Abgemeldet</translation>
    </message>
    <message>
        <source>The store on this device is damaged</source>
        <translation>Der Speicher dieses Geräts ist beschädigt</translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) you</source>
        <translation>
            <numerusform>%n braucht Sie</numerusform>
            <numerusform>%n brauchen Sie</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pending</source>
        <translation>
            <numerusform>%n ausstehend</numerusform>
            <numerusform>%n ausstehend</numerusform>
        </translation>
    </message>
    <message>
        <source>The clock of this device is off by %1</source>
        <translation>Die Uhr dieses Geräts geht um %1 falsch</translation>
    </message>
    <message>
        <source>Mirror as of %1, verified</source>
        <translation>Spiegel von %1, geprüft</translation>
    </message>
    <message>
        <source>Mirror as of %1, not verified</source>
        <translation>Spiegel von %1, nicht geprüft</translation>
    </message>
    <message>
        <source>Next try %1</source>
        <translation>Nächster Versuch %1</translation>
    </message>
    <message>
        <source>No live channel, asked now and then</source>
        <translation>Kein Live-Kanal, ab und zu nachgefragt</translation>
    </message>
    <message>
        <source>Live, under 1 ms</source>
        <translation>Live, unter 1 ms</translation>
    </message>
    <message>
        <source>Live, %1 ms</source>
        <translation>Live, %1 ms</translation>
    </message>
    <message>
        <source>No background program</source>
        <translation>Kein Hintergrundprogramm</translation>
    </message>
    <message>
        <source>connecting again</source>
        <translation>wird neu verbunden</translation>
    </message>
    <message>
        <source>Mirror %1 · %2 rows</source>
        <translation>Spiegel %1 · %2 Zeilen</translation>
    </message>
</context>
<context>
    <name>SyncPage</name>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Online, live channel up</source>
        <translation>Online, Live-Kanal steht</translation>
    </message>
    <message>
        <source>Online, without live channel</source>
        <translation>Online, ohne Live-Kanal</translation>
    </message>
    <message>
        <source>Trying to reach the platform</source>
        <translation>Versucht, die Plattform zu erreichen</translation>
    </message>
    <message>
        <source>The network asks for a sign-in first</source>
        <translation>Das Netzwerk verlangt zuerst eine Anmeldung</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>Receiving</source>
        <translation>Empfang</translation>
    </message>
    <message>
        <source>First sync</source>
        <translation>Erster Abgleich</translation>
    </message>
    <message>
        <source>Catching up</source>
        <translation>Holt auf</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Comparing with the platform</source>
        <translation>Vergleicht mit der Plattform</translation>
    </message>
    <message>
        <source>Repairing</source>
        <translation>Repariert</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>Ruht</translation>
    </message>
    <message>
        <source>Idle</source>
        <translation>Untätig</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>Plattform</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Next try</source>
        <translation>Nächster Versuch</translation>
    </message>
    <message>
        <source>Round trip</source>
        <translation>Antwortzeit</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Uhr</translation>
    </message>
    <message>
        <source>agrees with the platform</source>
        <translation>stimmt mit der Plattform überein</translation>
    </message>
    <message>
        <source>off by %1</source>
        <translation>weicht um %1 ab</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>As of</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>Check sum</source>
        <translation>Prüfsumme</translation>
    </message>
    <message>
        <source>not checked yet</source>
        <translation>noch nicht geprüft</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>Schnitt</translation>
    </message>
    <message>
        <source>Waiting to be sent</source>
        <translation>Wartet aufs Senden</translation>
    </message>
    <message>
        <source>Oldest</source>
        <translation>Älteste</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>Braucht Sie</translation>
    </message>
    <message>
        <source>in the keyring of this system</source>
        <translation>im Schlüsselbund dieses Systems</translation>
    </message>
    <message>
        <source>behind your passphrase</source>
        <translation>hinter Ihrer Passphrase</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>noch keiner</translation>
    </message>
    <message>
        <source>Key of the store</source>
        <translation>Schlüssel zum Speicher</translation>
    </message>
    <message>
        <source>Signed in as</source>
        <translation>Angemeldet als</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>Anmeldename</translation>
    </message>
    <message>
        <source>Tenant</source>
        <translation>Mandant</translation>
    </message>
    <message>
        <source>Organization</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>Als Text kopieren</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>Jetzt abgleichen</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Your changes</source>
        <translation>Ihre Änderungen</translation>
    </message>
    <message>
        <source>Mirror on this device</source>
        <translation>Spiegel auf diesem Gerät</translation>
    </message>
    <message>
        <source>Device and account</source>
        <translation>Gerät und Konto</translation>
    </message>
    <message>
        <source>Sync details</source>
        <translation>Abgleich im Einzelnen</translation>
    </message>
</context>
<context>
    <name>SyncPages</name>
    <message>
        <source>Needs you</source>
        <translation>Braucht Sie</translation>
    </message>
    <message>
        <source>Pending changes</source>
        <translation>Ausstehende Änderungen</translation>
    </message>
    <message>
        <source>Sync details</source>
        <translation>Abgleich im Einzelnen</translation>
    </message>
</context>
<context>
    <name>TableView</name>
    <message>
        <source>Columns of %1</source>
        <translation>Spalten von %1</translation>
    </message>
    <message>
        <source>Rows of %1</source>
        <translation>Zeilen von %1</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>You are here</source>
        <translation>Sie sind hier</translation>
    </message>
    <message>
        <source>Search or jump to…</source>
        <translation>Suchen oder springen zu …</translation>
    </message>
    <message>
        <source>Quick open, Control K</source>
        <translation>Schnellzugriff, Strg K</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Account of %1</source>
        <translation>Konto von %1</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>Notices, new</source>
        <translation>Hinweise, neu</translation>
    </message>
</context>
<context>
    <name>UnlockScreen</name>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Passphrase again</source>
        <translation>Passphrase noch einmal</translation>
    </message>
    <message>
        <source>Opening your data</source>
        <translation>Ihre Daten werden geöffnet</translation>
    </message>
    <message>
        <source>The key is in the keyring of this system. If the system asks for the password of the keyring, answer it.</source>
        <translation>Der Schlüssel liegt im Schlüsselbund dieses Systems. Wenn das System nach dem Kennwort des Schlüsselbunds fragt, geben Sie es ein.</translation>
    </message>
    <message>
        <source>Choose a passphrase for this device</source>
        <translation>Passphrase für dieses Gerät wählen</translation>
    </message>
    <message numerus="yes">
        <source>This system has no keyring that could keep the key of your data. The passphrase protects it instead; nobody can recover it for you. At least %n character(s).</source>
        <translation>
            <numerusform>Dieses System hat keinen Schlüsselbund, der den Schlüssel Ihrer Daten aufbewahren könnte. Die Passphrase schützt ihn stattdessen; niemand kann sie für Sie wiederherstellen. Mindestens %n Zeichen.</numerusform>
            <numerusform>Dieses System hat keinen Schlüsselbund, der den Schlüssel Ihrer Daten aufbewahren könnte. Die Passphrase schützt ihn stattdessen; niemand kann sie für Sie wiederherstellen. Mindestens %n Zeichen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Protect this device</source>
        <translation>Dieses Gerät schützen</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>Your data on this device is encrypted. What you have not sent yet is safe and is sent after you unlock.</source>
        <translation>Ihre Daten auf diesem Gerät sind verschlüsselt. Was Sie noch nicht gesendet haben, ist sicher und wird nach dem Entsperren gesendet.</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Entsperren</translation>
    </message>
    <message>
        <source>The key of your data is in the keyring of this system, and could not be read from there.</source>
        <translation>Der Schlüssel zu Ihren Daten liegt im Schlüsselbund dieses Systems und ließ sich dort nicht lesen.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>The store on this device is damaged</source>
        <translation>Der Speicher dieses Geräts ist beschädigt</translation>
    </message>
    <message>
        <source>Nothing was deleted. The copy of the platform&apos;s data can be fetched again; your own unsent work is kept apart from it.</source>
        <translation>Es wurde nichts gelöscht. Die Kopie der Plattformdaten lässt sich neu holen; Ihre eigene, nicht gesendete Arbeit liegt getrennt davon.</translation>
    </message>
    <message>
        <source>The passphrase is too short.</source>
        <translation>Die Passphrase ist zu kurz.</translation>
    </message>
    <message numerus="yes">
        <source>Use at least %n character(s).</source>
        <translation>
            <numerusform>Nehmen Sie mindestens %n Zeichen.</numerusform>
            <numerusform>Nehmen Sie mindestens %n Zeichen.</numerusform>
        </translation>
    </message>
    <message>
        <source>The two passphrases differ.</source>
        <translation>Die beiden Passphrasen sind verschieden.</translation>
    </message>
    <message>
        <source>Type both again.</source>
        <translation>Geben Sie beide noch einmal ein.</translation>
    </message>
</context>
</TS>
