"""What people write back, by language: each line is one reply, under what it should be read as."""

PHRASES = {
    "en": {
        "stop": """
            STOP
            stop
            Stop.
            "STOP"
            STOP!!!
            S T O P
            ＳＴＯＰ
            stop 🛑
            STOPALL
            stop all
            Unsubscribe
            UNSUBSCRIBE ME
            unsub
            cancel
            END
            Quit
            revoke
            OPTOUT
            opt-out
            Opt out please
            please stop
            Stop, thanks
            STOP STOP STOP
            Ok stop now
            stop texting me
            Please stop texting me!
            pls stop messaging us
            can you stop texting me?
            Could you please stop sending me these texts?
            Stop sending me messages
            stop sending these
            stop contacting me
            Stop emailing me
            STOP SPAMMING ME
            please don't text me anymore
            Please don’t text me any more
            dont text me
            do not text me again
            Please do not contact me again.
            Don't message us anymore, thank you
            don't call or text me again
            please never text this number again
            don't send me any more texts
            Do not send any more messages please
            no more texts
            No more messages please
            no more marketing texts, thanks
            Remove me
            please remove me from your list
            take me off this list
            Take me off your mailing list please
            remove my number from your database
            delete my number
            I want to unsubscribe
            how do I unsubscribe from these texts?
            unsubscribe me from this please
            I'd like to opt out
            opt me out of these messages
            I don't want to receive these messages
            We no longer wish to be contacted
            I no longer want texts from you
            i dont want any more texts from you guys
            I don't want to hear from you
            I revoke my consent
            I withdraw my consent to these messages
            stop the texts
            Stop all these messages
            I want these messages to stop
            leave me alone
            lose my number
            Wrong number
            Sorry, you have the wrong number
            STOP. Not interested.
            Cancel these texts please
            cancel my subscription
            Hi! We booked someone else, please stop texting us. Thanks
            We found another photographer. Please remove us from your mailing list 🙏
            If you don't stop texting me I will report you
            Please take my number off your text list
            I'd like to stop receiving these texts
            I want to stop getting messages
            Plz quit texting
            Enough texts already
            do not send me anything else
            Don't contact me.
            Do not ever message me again!!
            Stop with the messages
            we are no longer interested, please stop contacting us
            I did not sign up for this, remove me
            please discontinue these messages
            Not interested. Stop texting.
            stop sending msgs
            Please cease all communication
            no texts please
            No thanks, unsubscribe
            Never contact me again
            please unsubscribe my number
            you texted the wrong person
            Stop messaging this number
            dont txt me again
            UNSUSCRIBE
            Stop plz thx
            take us off your list, thank you
            don't want these anymore
            please no more reminders
            Plz remove my phone number from this list
            I would like to be removed from your list
            Please take me off
            Stop bugging me
            I'm asking you to stop messaging me
            this is spam, stop
            Do not reply to me again
            Please discontinue texting me
            I do not wish to receive any further messages from you
            I never agreed to get these texts
            We hired someone else. No more texts please!
            STOP sending me this crap
            kindly unsubscribe us
            I want out of this list
            do not disturb me again
            Not the right person, please remove my number
        """,
        "start": """
            START
            start
            Unstop
            YES
            yes!
            subscribe
            resubscribe
        """,
        "help": """
            HELP
            help
            Help!
            help please
            INFO
            info?
        """,
        "none": """
            we had to cancel the cake
            stop by at 5
            when does the ceremony end?
            Can you stop by the venue tomorrow?
            We need to cancel our tasting on Friday
            Can we cancel the second shooter?
            please cancel my appointment
            the shuttle will stop at the hotel
            What time does the band quit playing?
            Where does the bus stop?
            The DJ should end at 11
            Please don't stop texting me the updates, I love them
            I can't stop looking at the photos!
            My mom won't stop texting me about the flowers 😂
            Tell my mom to stop texting you lol
            Stop it, that's gorgeous!
            Stop!! You're making me cry 😭
            The music has to stop by midnight
            no more guests please
            No more roses, only peonies
            There are no more messages from the florist
            We don't want the band to stop early
            please don't email me, just text me instead
            Don't text me the address, email it
            Don't call me before 9
            don't message me about the cake until Monday
            please don't send me the invoice twice
            Don't send the invitations yet
            take Bob off the list
            remove uncle Jim from the guest list
            can we remove the arch from the quote?
            can guests opt out of the shrimp course?
            We opted out of the photo booth
            I accidentally unsubscribed, sorry
            I don't want to unsubscribe
            We don't want to receive gifts
            I don't want to hear from the DJ before noon
            Yes we are so excited!
            yes please, 120 guests
            Can you help us with the seating plan?
            help! the tent is too small
            More info about the menu please
            Start time is 4pm
            When does it start?
            The ceremony will start at 3
            Not interested in the album, thanks
            Why didn't you text me?
            why don't you text me anymore? miss the updates
            The florist has the wrong number for us
            We quit the gym lol
            our end of the deal
            ok thanks
            Fine
            fine!
            👍
            🛑
            ...
            The end of the night photos are the best
            Please end the slideshow with our song
            Did you get my message?
            I didn't get any more texts after Tuesday, is everything ok?
            stop sending the invoices to my old address
            Could you resend the contract?
            Can the photographer stop at the beach for 10 minutes?
            We'd like to end with sparklers
            I'd like to cancel the hair trial
            Please remove the second table from the order
            Please send no more than two invoices
            We stopped at the venue yesterday
            What's the stop time for the bus?
            I quit my job so my number changed
            Don't forget to message me when you arrive!
            Don't hesitate to text me
            please do not contact my mother, it's a surprise
            don't text my fiance about the surprise
            Stop worrying, it will be great
            I'll text you when to stop
            We don't need more emails, we found the contract
            Sorry for the late reply, we were away
            Is this the right number for Anna?
            No updates from the florist yet
            no message from you yet
            Please update our headcount to 95
            We will be unsubscribing from the registry next week
            Don't send it by email please
            Do not send the gallery link to my parents
            we don't want to receive guests before 3
            I want the music to stop at midnight
            My phone was off, no texts received since Monday
            Could you cancel the reminder for Thursday's meeting? We moved it
            He told me to quit texting during dinner haha
            we want out of the valet package
            it's time to stop looking and book you!
            Cancel.that cake, sorry typo: chancel
            End of June works
            The photobooth stops at ten
            Could we stop at the park on the way?
            We want to remove the flower wall
            Please send fewer updates to my mom
            I don't want the texts on the signs to be cursive
            Stop me if you've heard this one
            No reminders needed for Dad, he's all set
            Don't text me your address, I have it
            Take us off the waitlist for the 14th please
            please contact me again next week
            can you text me instead of emailing?
            We got no emails this week, all good?
            Can't wait! stop the clocks!
            We're quitting sugar before the wedding
            start texting me again
            please opt me back in
            You can text me again
        """,
    },
    "es": {
        "stop": """
            ALTO
            Baja
            BAJA
            Parar
            cancelar
            detener
            Fin
            no más mensajes
            No más mensajes por favor
            no me envíes más mensajes
            No me envíen más mensajes, gracias
            por favor no me mandes más sms
            no me escriban más
            No me contacten más
            No nos manden más publicidad
            deja de escribirme
            Dejen de enviarme mensajes
            deje de mandarme mensajes por favor
            ya no quiero recibir mensajes
            No quiero recibir más mensajes
            no quiero que me escriban más
            No deseo recibir publicidad
            dame de baja
            Denme de baja por favor
            quiero darme de baja
            Quítame de la lista
            bórrenme de su lista por favor
            Basta de mensajes
            Elimine mi número
            déjenme en paz
            cancelar suscripción
            ¡STOP!
            número equivocado
            por favor dejen de escribir
            no quiero más mensajes suyos
            Ya no me manden mensajes
            no me vuelvan a escribir
            quiero cancelar la suscripción a los mensajes
            Eliminen mi número de su base de datos
            no más sms gracias
            Por favor, dejen de mandar mensajes
            Ya no me interesa, no me escriban
            sáquenme de esta lista
            No quiero seguir recibiendo estos mensajes
        """,
        "start": """
            INICIO
            comenzar
            Alta
            reanudar
        """,
        "help": """
            AYUDA
            ayuda
            ¡Ayuda!
            información
        """,
        "none": """
            tenemos que cancelar la tarta
            ¿A qué hora termina la ceremonia?
            el fin de semana nos va bien
            no me mandes el menú todavía
            No me envíes más fotos hoy, ya elegimos
            no queremos más flores
            No quiero recibir regalos
            deja de llover por fin
            Para el sábado somos 120
            quita al tío Juan de la lista de invitados
            ¿Nos pueden ayudar con las mesas?
            ¿Por qué no me escriben más?
            la música debe parar a las dos
            no me llegan más mensajes del florista
            Más información sobre el menú, por favor
            sí, perfecto
            el novio es alto
            ¿Cuándo empieza la cena?
            la planta baja está reservada
            no paro de mirar las fotos
            gracias
            No me mandes el contrato por correo, lo recojo
            queremos cancelar el coche
            no paren la música antes de las tres
            Dejen de poner flores amarillas en el presupuesto
            no quiero mensajes en la pancarta, solo los nombres
            ¿Nos das de alta otra mesa?
            Mi número es equivocado en el contrato
            no me contactes antes del lunes
            deja de preocuparte
            Queremos quitar dos sillas de la lista
            no hay más mensajes del hotel
        """,
    },
    "fr": {
        "stop": """
            ARRET
            Arrêt
            arrêter
            arrêtez
            STOP SMS
            stop pub
            Désabonner
            désinscription
            FIN
            ne m'envoyez plus de messages
            Ne m’envoyez plus de SMS s'il vous plaît
            merci de ne plus m'envoyer de messages
            Merci de ne plus me contacter
            ne m'écrivez plus
            Ne me contactez plus
            n'envoyez plus de sms
            Arrêtez de m'envoyer des messages
            arrêtez de m'écrire
            arrête de m'envoyer des textos
            Je ne veux plus recevoir de messages
            je ne souhaite plus être contactée
            Je ne souhaite plus recevoir vos SMS
            on ne veut plus de messages
            plus de messages svp
            désabonnez-moi
            Je voudrais me désabonner
            je veux me désinscrire
            Retirez-moi de votre liste
            enlevez mon numéro de votre fichier
            supprimez mon numéro
            laissez-moi tranquille
            vous vous trompez de numéro
            Veuillez ne plus m'envoyer de SMS
            Stop svp
            cessez de me contacter
            merci de me retirer de votre liste
            je me désabonne
            plus aucun message merci
            ne m'envoyez plus rien
            Arrêtez vos SMS
            je ne veux plus de vos messages
            Supprimez-moi de vos listes svp
            merci d'arrêter de m'écrire
        """,
        "start": """
            REPRENDRE
            démarrer
            s'abonner
        """,
        "help": """
            AIDE
            aide
            Aide svp
        """,
        "none": """
            on a dû annuler le gâteau
            à quelle heure finit la cérémonie ?
            ne m'envoyez pas le devis par mail
            ne m'envoyez plus de photos, on a choisi
            Je ne veux plus de roses
            je n'arrête pas de regarder les photos
            arrêtez-vous à l'hôtel en passant
            le bus s'arrête où ?
            retirez tonton Jean de la liste des invités
            vous pouvez nous aider pour le plan de table ?
            Pourquoi vous ne m'écrivez plus ?
            je ne reçois plus de messages du fleuriste
            plus de détails sur le menu svp
            oui, parfait
            la fin de la soirée était magnifique
            On arrête la musique à 2 h
            il n'y a plus de places
            c'est fini pour le traiteur
            merci beaucoup
            On arrête là pour le dessert
            n'envoyez pas encore les faire-part
            je ne veux pas de messages sur la pancarte
            supprimez le numéro de table 5
            ne nous contactez pas avant lundi
            Il faut annuler la navette
            on se retire du cocktail
            on ne veut plus de DJ
            arrêtez de vous inquiéter
            ne nous écrivez pas avant la semaine prochaine
            plus de sms depuis mardi, tout va bien ?
        """,
    },
    "de": {
        "stop": """
            STOPP
            Stopp!
            Abmelden
            abbestellen
            Beenden
            Ende
            Aufhören
            bitte keine SMS mehr
            Bitte keine Nachrichten mehr
            keine Nachrichten mehr bitte
            Keine weiteren SMS
            keine Werbung mehr
            Bitte schicken Sie mir keine Nachrichten mehr
            schickt mir keine SMS mehr
            Schreibt mir nicht mehr
            schreiben Sie mir bitte nicht mehr
            Bitte kontaktieren Sie mich nicht mehr
            Hört auf, mir zu schreiben
            Hören Sie auf mit den SMS
            ich möchte keine Nachrichten mehr erhalten
            Ich will keine SMS mehr bekommen
            wir möchten nicht mehr kontaktiert werden
            Ich möchte mich abmelden
            Bitte melden Sie mich ab
            meldet mich bitte ab
            Nehmen Sie mich aus dem Verteiler
            bitte löschen Sie meine Nummer
            lasst mich in Ruhe
            Newsletter abbestellen
            falsche Nummer
            Sie haben die falsche Nummer
            Senden Sie mir nichts mehr
            Bitte keine weiteren Nachrichten senden
            ich will das nicht mehr bekommen
            Bitte nehmt mich aus der Liste
            Kein Interesse, bitte nicht mehr schreiben
            unterlassen Sie weitere SMS
            bitte keine SMS mehr an diese Nummer
            Hört bitte auf mit euren Nachrichten
            Keine Nachrichten mehr senden!
            Bitte löscht meine Nummer
            Ich wünsche keine weitere Werbung
            Hör auf mir zu schreiben
        """,
        "start": """
            STARTEN
            Anmelden
        """,
        "help": """
            HILFE
            Hilfe
            Hilfe bitte
        """,
        "none": """
            wir mussten die Torte absagen
            Wann ist die Zeremonie zu Ende?
            ich bekomme keine SMS mehr von euch, könnt ihr das prüfen?
            Wir haben keine Mail bekommen
            keine Rosen mehr bitte
            Bitte keine Nelken
            Könnt ihr kurz an der Kirche stoppen?
            am Ende des Abends gibt es Suppe
            die Band soll um zwei aufhören
            wir möchten keine Geschenke
            schickt mir nicht mehr die alte Liste
            Warum schreibt ihr mir nicht mehr?
            wir müssen noch zwei Gäste abmelden
            Könnt ihr uns helfen mit dem Sitzplan?
            ja, perfekt
            Wann fängt es an?
            ich kann nicht aufhören, die Fotos anzuschauen
            nehmt Onkel Karl von der Gästeliste
            Wir möchten keine Mails an die Gäste schicken
            Keine SMS bekommen, bitte nochmal
            danke schön
            Bitte schreibt mir nicht mehr heute, ich bin im Flugzeug
            Keine Nachrichten auf dem Schild bitte
            Wir melden uns ab Montag
            schreibt mir bitte nicht auf Englisch
            der Bus soll am Hotel stoppen
            Die Nummer auf dem Vertrag ist falsch
            wir wollen keine Erinnerungen an die Regenhochzeit von Tante Inge
            keine SMS seit Dienstag, alles gut?
            Bitte meldet euch ab Montag wieder
            wir wollen keine Mails mehr vergessen
            Könnt ihr die Nummer von Tante Inge löschen?
        """,
    },
    "it": {
        "stop": """
            ANNULLA
            cancellami
            Basta
            Basta messaggi
            basta sms
            Disiscrivimi
            non mandatemi più messaggi
            Non mi mandate più messaggi per favore
            non inviatemi più sms
            Non scrivetemi più
            non mi scrivete più
            Non contattatemi più
            smettete di scrivermi
            Smettetela di mandarmi messaggi
            non voglio più ricevere messaggi
            Non voglio ricevere i vostri messaggi
            non desidero più essere contattato
            non desideriamo più ricevere sms
            cancellatemi dalla lista
            toglietemi dalla vostra lista
            rimuovete il mio numero
            vorrei disiscrivermi
            niente più messaggi
            lasciatemi in pace
            avete sbagliato numero
            fine
            per favore non scrivetemi più
            Stop messaggi grazie
            toglimi dalla lista
            non voglio più essere contattata
            Smettila di scrivermi
            Non voglio più messaggi
            Smettete di mandare sms
            cancellate il mio numero
        """,
        "start": """
            INIZIA
            riprendi
        """,
        "help": """
            AIUTO
            aiuto
        """,
        "none": """
            abbiamo dovuto cancellare la torta
            a che ora finisce la cerimonia?
            non mandatemi il preventivo via mail
            non mi mandate più foto, abbiamo scelto
            Non voglio più rose
            basta così con i fiori
            smette di piovere
            togliete zio Gino dalla lista degli invitati
            perché non mi scrivi più?
            ci aiutate con i tavoli?
            non ricevo più messaggi dal fiorista
            alla fine della serata
            sì, perfetto
            quando inizia la cena?
            va bene
            non vogliamo regali
            non scrivete i nomi sulla torta
            togli i messaggi dal cartellone
            Basta un mazzo di fiori
            non mi scriva a penna il menu
            non mi mandate più il contratto?
            togli due sedie dalla lista
            ho ricevuto il messaggio
        """,
    },
    "pt": {
        "stop": """
            PARAR
            Sair
            SAIR
            cancelar
            Pare
            Descadastrar
            não me mande mais mensagens
            Não me enviem mais mensagens
            nao envie mais sms
            não me escrevam mais
            Não me contactem mais
            pare de me mandar mensagens
            Parem de me enviar SMS
            parem de enviar mensagens
            deixem de me escrever
            não quero mais receber mensagens
            Não quero receber mais mensagens
            não desejo receber publicidade
            me remova da lista
            Removam-me da vossa lista
            tirem-me da lista por favor
            apague o meu número
            quero cancelar a inscrição
            chega de mensagens
            sem mais mensagens por favor
            me deixem em paz
            número errado
            por favor não me mandem mais nada
            quero sair da lista
            Parem com as mensagens
            não quero mais mensagens de vocês
            retirem o meu número
            Parem de mandar mensagens
            não me escreva mais por favor
            quero parar de receber mensagens
        """,
        "start": """
            INICIAR
            começar
        """,
        "help": """
            AJUDA
            ajuda
        """,
        "none": """
            tivemos de cancelar o bolo
            a que horas acaba a cerimónia?
            não me mande o menu ainda
            não me mandem mais fotos, já escolhemos
            não queremos mais flores
            tirem o tio João da lista de convidados
            por que não me escrevem mais?
            podem ajudar com as mesas?
            não recebo mais mensagens da florista
            a música tem de parar às duas
            não quero receber presentes
            sim, perfeito
            quando começa o jantar?
            vamos sair às cinco
            pare no hotel por favor
            obrigada
            parem no hotel antes da igreja
            não mande mais convites
            quero cancelar o DJ
            não quero mensagens no bolo
            não recebi mais nada
            parem de se preocupar
            apague a luz do palco às onze
        """,
    },
    "nl": {
        "stop": """
            STOPPEN
            Afmelden
            uitschrijven
            Einde
            stop aub
            stuur me geen berichten meer
            Stuur mij geen sms meer alsjeblieft
            geen berichten meer
            Geen sms'jes meer aub
            sms me niet meer
            app me niet meer
            Neem geen contact meer op
            stop met sms'en
            Stop met berichten sturen
            stop met het sturen van berichten
            ik wil geen berichten meer ontvangen
            Ik wil geen sms meer
            we willen niet meer benaderd worden
            ik wil me afmelden
            Schrijf me uit
            meld me af
            haal me van de lijst
            verwijder mijn nummer
            laat me met rust
            verkeerd nummer
            Graag geen berichten meer sturen
            niet meer berichten aub
            Ik wil van de lijst af
            stop met mij te appen
            Ik wil niks meer ontvangen
            Ik wil geen berichten meer van jullie
            stuur niks meer
            haal mij uit jullie bestand
        """,
        "start": """
            AANMELDEN
        """,
        "help": """
            HULP
            hulp aub
        """,
        "none": """
            we moesten de taart annuleren
            hoe laat is de ceremonie afgelopen?
            we krijgen geen berichten meer van de bloemist
            geen rozen meer graag
            stop even bij het hotel
            stop met regenen, alsjeblieft
            waarom app je me niet meer?
            haal oom Jan van de gastenlijst
            kunnen jullie helpen met de tafels?
            aan het einde van de avond
            ja, perfect
            wanneer begint het diner?
            de band moet om twee uur stoppen
            we willen geen cadeaus ontvangen
            dank je wel
            Stuur me geen foto's meer, we hebben gekozen
            we willen geen berichten op de taart
            verwijder het nummer van tafel 5
            stop met zoeken, we hebben een locatie
            geen mails ontvangen sinds maandag
            stuur me de lijst niet meer per post
            stop met twijfelen
        """,
    },
}


def lines():
    """(language, kind, phrase), one by one."""
    return [
        (language, kind, phrase.strip())
        for language, kinds in PHRASES.items()
        for kind, phrases in kinds.items()
        for phrase in phrases.strip().splitlines()
    ]
